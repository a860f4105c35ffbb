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

package io.github.gracefulshutdown;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link GracefulShutdown} does with a {@link LastLook}.
 */
@Timeout(30)
class LastLookTests {

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	private final CountDownLatch seen = new CountDownLatch(1);

	private final BlockingQueue<Duration> asked = new LinkedBlockingQueue<>();

	private final GracefulShutdown shutdown = create();

	@Test
	void comesAfterTheLastRequest() throws Exception {
		FakeRequest request = begin("/slow");
		CompletableFuture<Void> quiesced = quiesce();
		this.clock.awaitWaiters(1);
		assertThat(this.asked).isEmpty();
		this.fixture.requests().end(request);
		Duration available = this.asked.poll(10, TimeUnit.SECONDS);
		assertThat(available).isBetween(Duration.ofSeconds(1), TestSettings.TIMEOUT.minus(TestSettings.RESERVE));
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.DRAINING);
		assertThat(quiesced).isNotDone();
		this.seen.countDown();
		Background.join(quiesced);
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.STOPPING);
	}

	@Test
	void requestsAreServedMeanwhileAndWaitedFor() throws Exception {
		CompletableFuture<Void> quiesced = quiesce();
		this.asked.poll(10, TimeUnit.SECONDS);
		FakeRequest late = begin("/late");
		assertThat(late).isNotNull();
		this.seen.countDown();
		this.clock.awaitWaiters(1);
		assertThat(quiesced).isNotDone();
		this.fixture.requests().end(late);
		Background.join(quiesced);
		assertThat(late.isAborted()).isFalse();
		assertThat(begin("/too-late")).isNull();
	}

	@Test
	void oneThatDoesNotEndIsLeftBehind() throws Exception {
		CompletableFuture<Void> quiesced = quiesce();
		Duration available = this.asked.poll(10, TimeUnit.SECONDS);
		this.clock.awaitWaiters(1);
		this.clock.advance(available.plus(BoundedCalls.PATIENCE));
		Background.join(quiesced);
		assertThat(this.fixture.log().events("callback-failed")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("BlockingLook"));
		this.seen.countDown();
	}

	private GracefulShutdown create() {
		return this.fixture.create(TestSettings.plain(), this.fixture.tasks(), List.of(new BlockingLook()));
	}

	private CompletableFuture<Void> quiesce() {
		return Background.run(() -> this.shutdown.quiesce(Type.SIGINT));
	}

	// A request, or null if it was refused
	private FakeRequest begin(String path) {
		FakeRequest request = new FakeRequest(path, this.clock);
		return this.fixture.requests().begin(request) ? request : null;
	}

	// Looks until the test has seen enough.
	private final class BlockingLook implements LastLook {

		@Override
		public void await(Duration available) {
			LastLookTests.this.asked.add(available);
			Background.await(LastLookTests.this.seen);
		}

	}

}
