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

package io.github.gracefulshutdown.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownSignal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SchedulerRuns}, on a real scheduler.
 */
@Timeout(60)
class SchedulerRunsTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final TaskCounter counter = new TaskCounter(() -> this.jobs);

	private final TaskExecutorPostProcessor processor = new TaskExecutorPostProcessor(this.counter);

	private final ShutdownSignal signal = mock();

	private final SchedulerRuns runs = new SchedulerRuns(this.processor, this.jobs, this.signal);

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@BeforeEach
	void initialize() {
		given(this.signal.remaining()).willReturn(Duration.ofSeconds(20));
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.scheduler.setThreadNamePrefix("scheduling-");
		this.scheduler.setDaemon(true);
		this.processor.postProcessBeforeInitialization(this.scheduler, "scheduler");
		this.scheduler.afterPropertiesSet();
		this.processor.postProcessAfterInitialization(this.scheduler, "scheduler");
	}

	@AfterEach
	void release() {
		this.released.countDown();
		this.scheduler.destroy();
	}

	@Test
	void countsWhatRunsInTheDrainUntilItHasEnded() {
		this.scheduler.schedule(this::run, Instant.now());
		Background.await(this.begun);
		assertThat(this.jobs.active()).isZero();
		this.runs.drainStarted();
		assertThat(this.jobs.longest(10)).singleElement().satisfies((job) -> {
			assertThat(job.name()).isEqualTo("Background.await");
			assertThat(job.id()).isEqualTo("scheduling-1");
		});
		this.runs.await(Duration.ofSeconds(1));
		assertThat(this.jobs.active()).as("counted once").isOne();
		this.released.countDown();
		awaitIdle();
	}

	@Test
	void countsWhatHasBegunInTheDrain() {
		this.runs.drainStarted();
		this.scheduler.schedule(this::run, Instant.now());
		Background.await(this.begun);
		this.runs.await(Duration.ofSeconds(1));
		assertThat(this.jobs.active()).isOne();
		this.released.countDown();
		awaitIdle();
	}

	@Test
	void leavesAloneWhatWaitsAndWhatCountsAlready() {
		this.scheduler.schedule(this::run, Instant.now().plusSeconds(3600));
		this.scheduler.schedule(() -> this.counter.run("scheduled", this::run), Instant.now());
		Background.await(this.begun);
		this.runs.drainStarted();
		assertThat(this.jobs.active()).isOne();
		this.released.countDown();
		awaitIdle();
	}

	@Test
	void leavesAloneWhatCountsByItselfAndIsAboutToReturn() {
		TaskCounter other = new TaskCounter(() -> new ActiveJobs(new ActiveRequests(ShutdownClock.system())));
		new CountingTaskScheduler(this.scheduler, other).schedule(this::run, Instant.now());
		Background.await(this.begun);
		this.runs.drainStarted();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void leavesAloneWhatCountsByItselfAndComesAndGoes() {
		AtomicInteger ran = new AtomicInteger();
		new CountingTaskScheduler(this.scheduler, this.counter).scheduleAtFixedRate(ran::incrementAndGet,
				Duration.ofNanos(1));
		ActiveJobs others = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));
		SchedulerRuns looking = new SchedulerRuns(this.processor, others, this.signal);
		for (int i = 0; i < 1000; i++) {
			looking.drainStarted();
			assertThat(others.active()).isZero();
		}
		assertThat(ran).hasPositiveValue();
	}

	@Test
	void tasksRunInTheOrderInWhichTheyWereGiven() {
		List<Integer> order = new CopyOnWriteArrayList<>();
		for (int round = 0; round < 8; round++) {
			order.clear();
			CountDownLatch gate = new CountDownLatch(1);
			this.scheduler.execute(() -> Background.await(gate));
			IntStream.range(0, 1000).forEach((number) -> this.scheduler.execute(() -> order.add(number)));
			gate.countDown();
			Awaitility.await().until(() -> order.size() == 1000);
			assertThat(order).isSorted();
		}
	}

	@Test
	void schedulerRemovesWhatIsCancelled() {
		this.scheduler.schedule(this::run, Instant.now().plusSeconds(3600)).cancel(false);
		assertThat(this.scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
	}

	private void run() {
		this.begun.countDown();
		Background.await(this.released);
	}

	private void awaitIdle() {
		Awaitility.await().until(() -> this.jobs.active() == 0);
	}

}
