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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many triggers of {@link GracefulShutdown} at the same time.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class GracefulShutdownRaceTests {

	private static final int THREADS = 50;

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final CountDownLatch start = new CountDownLatch(1);

	private final AtomicInteger tooEarly = new AtomicInteger();

	private final AtomicInteger cleanups = new AtomicInteger();

	@RepeatedTest(5)
	void runsOnce() {
		this.fixture.tasks().add(1, "task", this.cleanups::incrementAndGet);
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		List<CompletableFuture<Void>> triggers = IntStream.range(0, THREADS)
			.mapToObj((i) -> Background.run(() -> trigger(shutdown, i)))
			.toList();
		this.start.countDown();
		triggers.forEach(Background::join);
		assertThat(this.tooEarly).hasValue(0);
		assertThat(this.cleanups).hasValue(1);
		assertThat(this.fixture.calls()).containsExactly("shutdownStarted in DRAINING", "drainStarted in DRAINING");
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING,
				ShutdownState.CLEANING_UP, ShutdownState.TERMINATED);
		assertThat(this.fixture.publisher().events()).filteredOn(ShutdownStartedEvent.class::isInstance).hasSize(1);
		assertThat(this.fixture.publisher().events()).filteredOn(ShutdownCompletedEvent.class::isInstance).hasSize(1);
	}

	private void trigger(GracefulShutdown shutdown, int number) {
		Background.await(this.start);
		shutdown.quiesce(Type.values()[number % Type.values().length]);
		if (!shutdown.state().isAfter(ShutdownState.DRAINING)) {
			this.tooEarly.incrementAndGet();
		}
		shutdown.cleanUp();
		if (shutdown.state() != ShutdownState.TERMINATED) {
			this.tooEarly.incrementAndGet();
		}
	}

}
