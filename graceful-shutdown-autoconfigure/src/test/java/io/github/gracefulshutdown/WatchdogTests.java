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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Watchdog}.
 */
class WatchdogTests {

	private static final Duration NANO = Duration.ofNanos(1);

	private static final Duration LAST_WORDS = Duration.ofMillis(750);

	private final ManualClock clock = new ManualClock();

	private final FakeProcess process = new FakeProcess();

	private final List<String> said = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void haltsExactlyAtDeadline() {
		start(() -> this.said.add("words"));
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT.minus(NANO));
		this.clock.awaitWaiterFor(NANO);
		assertThat(this.process.calls()).isEmpty();
		this.clock.advance(NANO);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("halt 12");
		assertThat(this.said).containsExactly("words");
	}

	@Test
	void waitsForLastWordsForAMoment() {
		start(() -> Background.await(this.released));
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		this.clock.awaitWaiterFor(LAST_WORDS);
		this.clock.advance(LAST_WORDS.minus(NANO));
		this.clock.awaitWaiterFor(NANO);
		assertThat(this.process.calls()).isEmpty();
		this.clock.advance(NANO);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("halt 12");
	}

	@Test
	void saysTheOtherWordsWhenSomeHang() {
		CountDownLatch other = new CountDownLatch(1);
		start(() -> Background.await(this.released), other::countDown);
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		Background.await(other);
	}

	@Test
	void haltsWhenLastWordsFail() {
		start(() -> {
			throw new IllegalStateException("expected");
		});
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("halt 12");
	}

	@Test
	void startsOnce() {
		Watchdog watchdog = start(() -> this.said.add("words"));
		watchdog.start(new Deadline(this.clock, Duration.ofSeconds(1)));
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT.minus(NANO));
		assertThat(this.process.calls()).isEmpty();
		assertThat(watchdog.isStarted()).isTrue();
	}

	private Watchdog start(Runnable... lastWords) {
		Watchdog watchdog = new Watchdog(TestSettings.plain(), new ShutdownThreads(null), this.clock, this.process,
				List.of(lastWords), new ShutdownLog(EventLog.plain()));
		assertThat(watchdog.isStarted()).isFalse();
		watchdog.start(new Deadline(this.clock, TestSettings.TIMEOUT, Duration.ofSeconds(3)));
		return watchdog;
	}

}
