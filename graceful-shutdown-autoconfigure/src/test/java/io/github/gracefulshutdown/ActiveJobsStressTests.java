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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bounded stress test for {@link ActiveJobs}: threads start and close jobs, some of them
 * nested, while the drain ends.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ActiveJobsStressTests {

	private static final int THREADS = 8;

	private static final int ROUNDS = 20_000;

	private final ShutdownClock clock = ShutdownClock.system();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final ActiveJobs jobs = new ActiveJobs(this.requests);

	private final AtomicLong done = new AtomicLong();

	@RepeatedTest(5)
	void noWakeUpIsLostAndEveryJobCounted() {
		this.requests.observe();
		CountDownLatch warm = new CountDownLatch(THREADS);
		List<CompletableFuture<Void>> workers = IntStream.range(0, THREADS)
			.mapToObj((i) -> Background.run(() -> work(warm)))
			.toList();
		Background.await(warm);
		this.jobs.drainStarted();
		long until = this.clock.nanoTime() + Duration.ofSeconds(30).toNanos();
		assertThat(this.requests.gate().awaitIdle(until)).isTrue();
		long completed = this.jobs.report().completed();
		workers.forEach(Background::join);
		assertThat(this.jobs.active()).isZero();
		assertThat(completed).isEqualTo(this.done.get());
	}

	@SuppressWarnings("try")
	private void work(CountDownLatch warm) {
		for (int round = 0; round < ROUNDS; round++) {
			try (Job outer = this.jobs.start("outer", "1"); Job inner = this.jobs.start("inner", "1")) {
				this.done.addAndGet(2);
			}
			catch (ShutdownInProgressException ex) {
				break;
			}
			if (round == 100) {
				warm.countDown();
			}
		}
		warm.countDown();
	}

}
