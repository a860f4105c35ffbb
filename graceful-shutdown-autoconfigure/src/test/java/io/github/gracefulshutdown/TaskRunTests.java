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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.github.gracefulshutdown.ShutdownReport.Task;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskRun}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class TaskRunTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final List<Task> results = new CopyOnWriteArrayList<>();

	private final CountDownLatch recording = new CountDownLatch(1);

	private final CountDownLatch recorded = new CountDownLatch(1);

	@Test
	void isOverOnlyWhenResultIsRecorded() {
		TaskRun run = run(this::recordSlowly);
		Background.run(run::run);
		Background.await(this.recording);
		CompletableFuture<Void> waiting = await(run);
		this.clock.awaitWaiterFor(TIMEOUT);
		this.recorded.countDown();
		Background.join(waiting);
		assertThat(this.results).containsExactly(new Task(1, "task", TaskOutcome.SUCCESS, Duration.ZERO));
	}

	@Test
	void isOverOnlyWhenResultIsRecordedAlsoAtTimeout() {
		TaskRun run = run(this::recordSlowly);
		Background.run(run::run);
		Background.await(this.recording);
		CompletableFuture<Void> waiting = await(run);
		this.clock.awaitWaiterFor(TIMEOUT);
		this.clock.advance(TIMEOUT);
		assertThat(waiting).isNotDone();
		this.recorded.countDown();
		Background.join(waiting);
		assertThat(this.results).containsExactly(new Task(1, "task", TaskOutcome.SUCCESS, Duration.ZERO));
	}

	@Test
	void endAfterTimeoutIsNotRecorded() {
		TaskRun run = run(this.results::add);
		run.await(new Thread(), this.clock.nanoTime());
		run.run();
		assertThat(this.results).extracting(Task::outcome).containsExactly(TaskOutcome.TIMEOUT);
	}

	private TaskRun run(Consumer<Task> results) {
		CleanupTask task = new CleanupTask(1, "task", null, () -> {
		});
		return new TaskRun(task, results, this.clock, new ShutdownLog(EventLog.plain()));
	}

	private CompletableFuture<Void> await(TaskRun run) {
		long until = this.clock.nanoTime() + TIMEOUT.toNanos();
		return Background.run(() -> run.await(new Thread(), until));
	}

	private void recordSlowly(Task result) {
		this.recording.countDown();
		Background.await(this.recorded);
		this.results.add(result);
	}

}
