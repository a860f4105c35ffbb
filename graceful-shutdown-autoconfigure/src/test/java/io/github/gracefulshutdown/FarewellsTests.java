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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Farewells}.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class FarewellsTests {

	private final ManualClock clock = new ManualClock();

	private final Farewells farewells = new Farewells(this.clock);

	private final AtomicInteger told = new AtomicInteger();

	private final AtomicBoolean over = new AtomicBoolean();

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void manyAreSpreadOverASecond() {
		start(IntStream.range(0, 1000).mapToObj((i) -> (Runnable) this.told::incrementAndGet).toList());
		Duration pause = Duration.ofMillis(1);
		for (int i = 1; i < 1000; i++) {
			this.clock.awaitWaiterFor(pause);
			awaitTold(i);
			this.clock.advance(pause);
		}
		awaitOver();
		assertThat(this.told).hasValue(1000);
	}

	@Test
	void fewNeedNotWait() {
		start(List.of(this.told::incrementAndGet, this.told::incrementAndGet));
		this.clock.awaitWaiterFor(Duration.ofMillis(10));
		awaitTold(1);
		this.clock.advance(Duration.ofMillis(10));
		awaitOver();
		assertThat(this.told).hasValue(2);
	}

	@Test
	void nobodyTakesNoTime() {
		start(List.of());
		awaitOver();
	}

	@Test
	void slowOneHoldsUpNobodyAndIsLeftBehind() {
		start(List.of(() -> Background.await(this.released), this.told::incrementAndGet));
		this.clock.awaitWaiterFor(Duration.ofMillis(10));
		this.clock.advance(Duration.ofMillis(10));
		awaitTold(1);
		this.clock.awaitWaiterFor(Duration.ofSeconds(1));
		assertThat(this.over).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		awaitOver();
	}

	private void start(List<Runnable> calls) {
		this.farewells.start(calls, () -> this.over.set(true));
	}

	private void awaitTold(int count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.pollDelay(Duration.ZERO)
			.until(() -> this.told.get() == count);
	}

	private void awaitOver() {
		Awaitility.await().untilTrue(this.over);
	}

}
