/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.gracefulshutdown.recycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.FakeRequest;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.RecordingLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Recycling}.
 */
@Timeout(30)
class RecyclingTests {

	private static final String THREAD = "graceful-shutdown-recycle";

	private static final Duration HOUR = Duration.ofHours(1);

	private final ManualClock clock = new ManualClock();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final RecordingLog log = new RecordingLog();

	private final AtomicInteger ends = new AtomicInteger();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final ConfigurableApplicationContext context = new GenericApplicationContext();

	@Test
	void lastRequestIsServedAndEndsTheProcess() {
		recycling(3L, null).count(this.requests);
		assertThat(begin()).isTrue();
		assertThat(begin()).isTrue();
		assertThat(this.ends).hasValue(0);
		assertThat(begin()).isTrue();
		assertThat(this.ends).hasValue(1);
		assertThat(begin()).isTrue();
		assertThat(this.ends).hasValue(1);
		assertThat(this.log.events()).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.INFO);
			assertThat(event.id()).isEqualTo("recycle-due");
			assertThat(event.text()).contains("3 requests", "'graceful-shutdown.recycle.max-requests'");
			assertThat(event.fields()).containsEntry("shutdown.limit", "max-requests")
				.containsEntry("shutdown.value", "3");
		});
	}

	@Test
	void triggersOnceWhenManyRequestsRace() {
		recycling(500L, null).count(this.requests);
		List<CompletableFuture<Void>> clients = IntStream.range(0, 8)
			.mapToObj((i) -> Background.run(() -> IntStream.range(0, 200).forEach((j) -> begin())))
			.toList();
		clients.forEach(Background::join);
		assertThat(this.ends).hasValue(1);
		assertThat(this.log.events()).hasSize(1);
	}

	@Test
	void doesNotCountWhenNumberIsNotLimited() {
		recycling(null, HOUR).count(this.requests);
		begin();
		assertThat(this.ends).hasValue(0);
	}

	@Test
	void endsTheProcessAtItsTime() {
		ready(recycling(null, HOUR), this.context);
		this.clock.awaitWaiterFor(HOUR);
		this.clock.advance(HOUR.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.ends).hasValue(0);
		this.clock.advance(Duration.ofNanos(1));
		Background.await(this.ended);
		assertThat(this.ends).hasValue(1);
		assertThat(this.log.events()).singleElement().satisfies((event) -> {
			assertThat(event.text()).contains("3600s", "'graceful-shutdown.recycle.max-uptime'");
			assertThat(event.fields()).containsEntry("shutdown.limit", "max-uptime")
				.containsEntry("shutdown.value", "PT1H");
		});
	}

	@Test
	void waitsForNothingWhenOtherContextIsReady() {
		ready(recycling(null, HOUR), new GenericApplicationContext());
		ready(recycling(1L, null), this.context);
		assertThat(threads()).isZero();
	}

	@Test
	void isOverWhenShutdownBegins() {
		Recycling recycling = recycling(1L, HOUR);
		recycling.count(this.requests);
		ready(recycling, this.context);
		this.clock.awaitWaiterFor(HOUR);
		recycling.shutdownStarted();
		await().until(() -> threads() == 0);
		begin();
		assertThat(this.ends).hasValue(0);
		assertThat(this.log.events()).isEmpty();
	}

	@Test
	void secondLimitDoesNotTriggerAgain() {
		Recycling recycling = recycling(1L, HOUR);
		recycling.count(this.requests);
		ready(recycling, this.context);
		this.clock.awaitWaiterFor(HOUR);
		begin();
		this.clock.advance(HOUR);
		await().until(() -> threads() == 0);
		assertThat(this.ends).hasValue(1);
	}

	private Recycling recycling(@Nullable Long maxRequests, @Nullable Duration maxUptime) {
		return new Recycling(new RecycleLimits(maxRequests, maxUptime), this.context, () -> {
			this.ends.incrementAndGet();
			this.ended.countDown();
		}, this.log, this.clock);
	}

	private static void ready(Recycling recycling, ConfigurableApplicationContext context) {
		recycling.onApplicationEvent(
				new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
	}

	private boolean begin() {
		return this.requests.begin(new FakeRequest("/", this.clock));
	}

	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(THREAD)).count();
	}

}
