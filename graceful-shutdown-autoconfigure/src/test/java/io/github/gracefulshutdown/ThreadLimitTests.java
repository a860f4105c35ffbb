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

import io.github.gracefulshutdown.ShutdownReport.Task;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what happens where the machine has no thread left.
 */
class ThreadLimitTests {

	private final ManualClock clock = new ManualClock();

	private final RecordingLog log = new RecordingLog();

	private final AtomicBoolean limit = new AtomicBoolean(true);

	private final ShutdownThreads threads = new ShutdownThreads(null, this::start);

	private final Deadline deadline = new Deadline(this.clock, TestSettings.TIMEOUT);

	@Test
	void watchesFromNextTriggerOn() {
		FakeProcess process = new FakeProcess();
		Watchdog watchdog = new Watchdog(TestSettings.plain(), this.threads, this.clock, process, List.of(),
				new ShutdownLog(this.log));
		run(() -> watchdog.start(this.deadline));
		assertThat(watchdog.isStarted()).isFalse();
		assertThat(this.log.events("callback-failed")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("The watchdog could not be started"));
		this.limit.set(false);
		watchdog.start(this.deadline);
		assertThat(watchdog.isStarted()).isTrue();
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		process.awaitEnd();
	}

	@Test
	void cleanupTaskIsRecordedAsFailureAndStopsNothing() {
		FakeTasks tasks = new FakeTasks();
		CountDownLatch after = new CountDownLatch(1);
		tasks.add(1, "without", () -> {
		});
		tasks.add(2, "after", after::countDown);
		// It has a thread again when the first failure is in the log
		CleaningUp cleaningUp = new CleaningUp(tasks, TestSettings.TIMEOUT, this.threads, this.clock,
				new ShutdownLog((event) -> this.limit.set(false)));
		run(() -> cleaningUp.run(this.deadline));
		Background.await(after);
		assertThat(cleaningUp.results()).extracting(Task::outcome)
			.containsExactly(TaskOutcome.FAILURE, TaskOutcome.SUCCESS);
		assertThat(cleaningUp.running()).isEmpty();
	}

	@Test
	void applicationIsClosedWithoutBound() {
		ClosingThread closing = new ClosingThread(this.threads, this.clock, (thread) -> {
		});
		long until = this.clock.nanoTime() + Duration.ofSeconds(1).toNanos();
		run(() -> {
			closing.enter(until, until, () -> {
			}, until);
			assertThat(closing.current()).isSameAs(Thread.currentThread());
		});
	}

	// On another thread, as the test's own must survive the error
	private static void run(Runnable runnable) {
		Background.join(Background.run(runnable));
	}

	private void start(Thread thread) {
		if (this.limit.get()) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		thread.start();
	}

}
