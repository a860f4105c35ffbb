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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ShutdownReport.Task;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CleaningUp}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class CleaningUpTests {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

	private final ManualClock clock = new ManualClock();

	private final Deadline deadline = new Deadline(this.clock, TestSettings.TIMEOUT);

	private final FakeTasks tasks = new FakeTasks();

	private final CleaningUp cleaningUp = new CleaningUp(this.tasks, DEFAULT_TIMEOUT, new ShutdownThreads(null),
			this.clock, new ShutdownLog(EventLog.plain()));

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@Test
	void doesNothingWithoutTasks() {
		this.cleaningUp.run(this.deadline);
		assertThat(this.cleaningUp.results()).isEmpty();
	}

	@Test
	void runsPhasesInOrder() {
		this.tasks.add(10, "last", () -> this.ran.add("last"));
		this.tasks.add(-5, "first", () -> this.ran.add("first"));
		this.tasks.add(0, "middle", () -> this.ran.add("middle"));
		this.cleaningUp.run(this.deadline);
		assertThat(this.ran).containsExactly("first", "middle", "last");
		assertThat(this.cleaningUp.results()).containsExactly(success(-5, "first"), success(0, "middle"),
				success(10, "last"));
	}

	@Test
	void phaseBeginsOnlyWhenAllOfPreviousHasEnded() {
		this.tasks.add(1, "slow", this::hang);
		this.tasks.add(1, "quick", () -> this.ran.add("quick"));
		this.tasks.add(2, "next", () -> this.ran.add("next"));
		CompletableFuture<Void> run = start();
		Background.await(this.entered);
		this.clock.awaitWaiterFor(DEFAULT_TIMEOUT);
		assertThat(this.ran).doesNotContain("next");
		this.released.countDown();
		Background.join(run);
		assertThat(this.ran).containsExactly("quick", "next");
	}

	@Test
	void runsTasksOfPhaseInParallel() {
		CyclicBarrier both = new CyclicBarrier(2);
		this.tasks.add(1, "one", () -> both.await(10, TimeUnit.SECONDS));
		this.tasks.add(1, "other", () -> both.await(10, TimeUnit.SECONDS));
		this.cleaningUp.run(this.deadline);
		assertThat(this.cleaningUp.results()).containsExactlyInAnyOrder(success(1, "one"), success(1, "other"));
	}

	@Test
	void failureIsRecordedAndStopsNothing(CapturedOutput output) {
		this.tasks.add(1, "broken", () -> {
			throw new IOException("disk full");
		});
		this.tasks.add(1, "beside", () -> this.ran.add("beside"));
		this.tasks.add(2, "after", () -> this.ran.add("after"));
		this.cleaningUp.run(this.deadline);
		assertThat(this.ran).containsExactly("beside", "after");
		assertThat(outcomes()).containsExactlyInAnyOrder(outcome("broken", TaskOutcome.FAILURE),
				outcome("beside", TaskOutcome.SUCCESS), outcome("after", TaskOutcome.SUCCESS));
		assertThat(output).contains("Cleanup task 'broken' of phase 1 failed").contains("disk full");
	}

	@Test
	void endsOnlyWhenFailureIsInTheLog() {
		CleaningUp cleaningUp = new CleaningUp(this.tasks, DEFAULT_TIMEOUT, new ShutdownThreads(null), this.clock,
				new ShutdownLog((event) -> hang()));
		// Waited for first, so that the failure is recorded before it is waited for
		this.tasks.add(1, "first", DEFAULT_TIMEOUT.plusSeconds(1), () -> this.entered.await());
		this.tasks.add(1, "broken", () -> {
			throw new IOException("disk full");
		});
		CompletableFuture<Void> run = Background.run(() -> cleaningUp.run(this.deadline));
		this.clock.awaitWaiterFor(DEFAULT_TIMEOUT);
		assertThat(run).isNotDone();
		this.released.countDown();
		Background.join(run);
		assertThat(cleaningUp.results()).extracting(ShutdownReport.Task::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCESS, TaskOutcome.FAILURE);
	}

	@Test
	void errorIsRecordedAsFailure() {
		this.tasks.add(1, "broken", () -> {
			throw new NoClassDefFoundError("gone");
		});
		this.cleaningUp.run(this.deadline);
		assertThat(outcomes()).containsExactly(outcome("broken", TaskOutcome.FAILURE));
	}

	@Test
	void timeoutIsRecordedAndStopsNothing(CapturedOutput output) {
		this.tasks.add(1, "hangs", this::hang);
		this.tasks.add(2, "after", () -> this.ran.add("after"));
		CompletableFuture<Void> run = start();
		timesOut(DEFAULT_TIMEOUT);
		Background.join(run);
		assertThat(this.cleaningUp.results())
			.containsExactly(new Task(1, "hangs", TaskOutcome.TIMEOUT, DEFAULT_TIMEOUT), success(2, "after"));
		assertThat(output).contains("Cleanup task 'hangs' of phase 1 did not end in")
			.contains("CleaningUpTests.hang")
			.contains("graceful-shutdown.cleanup.task-timeout");
	}

	@Test
	void timeoutInterruptsTask() {
		CountDownLatch interrupted = new CountDownLatch(1);
		this.tasks.add(1, "hangs", () -> {
			this.entered.countDown();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		});
		CompletableFuture<Void> run = start();
		timesOut(DEFAULT_TIMEOUT);
		Background.join(run);
		Background.await(interrupted);
	}

	@Test
	void taskThatIgnoresInterruptsIsLeftBehindAndRecordedOnce() {
		CountDownLatch over = new CountDownLatch(1);
		this.tasks.add(1, "stubborn", () -> {
			hang();
			over.countDown();
		});
		CompletableFuture<Void> run = start();
		timesOut(DEFAULT_TIMEOUT);
		Background.join(run);
		this.released.countDown();
		Background.await(over);
		assertThat(outcomes()).containsExactly(outcome("stubborn", TaskOutcome.TIMEOUT));
	}

	@Test
	void ownTimeoutWinsOverDefault() {
		this.tasks.add(1, "short", Duration.ofSeconds(2), this::hang);
		CompletableFuture<Void> run = start();
		timesOut(Duration.ofSeconds(2));
		Background.join(run);
		assertThat(this.cleaningUp.results())
			.containsExactly(new Task(1, "short", TaskOutcome.TIMEOUT, Duration.ofSeconds(2)));
	}

	@Test
	void ownTimeoutMayBeLongerThanDefault() {
		this.tasks.add(1, "long", Duration.ofSeconds(20), this::hang);
		CompletableFuture<Void> run = start();
		timesOut(Duration.ofSeconds(20));
		Background.join(run);
	}

	@Test
	void deadlineWinsOverEveryTimeout() {
		this.clock.advance(TestSettings.TIMEOUT.minusSeconds(3));
		this.tasks.add(1, "long", Duration.ofSeconds(20), this::hang);
		CompletableFuture<Void> run = start();
		timesOut(Duration.ofSeconds(3));
		Background.join(run);
		assertThat(this.deadline.remaining()).isZero();
	}

	@Test
	void timeoutThatMeansForeverEndsAtDeadline() {
		this.tasks.add(1, "forever", Duration.ofDays(1_000_000), this::hang);
		CompletableFuture<Void> run = start();
		timesOut(TestSettings.TIMEOUT);
		Background.join(run);
		assertThat(outcomes()).containsExactly(outcome("forever", TaskOutcome.TIMEOUT));
	}

	@Test
	void taskWithoutTimeoutLeavesSecondForEachLaterPhase() {
		this.clock.advance(TestSettings.TIMEOUT.minusSeconds(8));
		this.tasks.add(1, "hangs", this::hang);
		this.tasks.add(2, "next", () -> this.ran.add("next"));
		this.tasks.add(3, "last", () -> this.ran.add("last"));
		CompletableFuture<Void> run = start();
		timesOut(Duration.ofSeconds(6));
		Background.join(run);
		assertThat(this.ran).containsExactly("next", "last");
	}

	@Test
	void taskWithoutTimeoutLeavesEvenShareWhenLittleIsLeft() {
		this.clock.advance(TestSettings.TIMEOUT.minusMillis(900));
		this.tasks.add(1, "hangs", this::hang);
		this.tasks.add(2, "next", () -> this.ran.add("next"));
		this.tasks.add(3, "last", () -> this.ran.add("last"));
		CompletableFuture<Void> run = start();
		timesOut(Duration.ofMillis(300));
		Background.join(run);
		assertThat(this.ran).containsExactly("next", "last");
	}

	@Test
	void taskOfLastPhaseMayUseAllThatIsLeft() {
		this.clock.advance(TestSettings.TIMEOUT.minusSeconds(8));
		this.tasks.add(1, "quick", () -> this.ran.add("quick"));
		this.tasks.add(2, "hangs", this::hang);
		CompletableFuture<Void> run = start();
		Background.await(this.entered);
		this.clock.awaitWaiterFor(Duration.ofSeconds(8));
		this.clock.advance(Duration.ofSeconds(8));
		Background.join(run);
		assertThat(outcomes()).containsExactly(outcome("quick", TaskOutcome.SUCCESS),
				outcome("hangs", TaskOutcome.TIMEOUT));
	}

	private void timesOut(Duration timeout) {
		Background.await(this.entered);
		this.clock.awaitWaiterFor(timeout);
		this.clock.advance(timeout.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.cleaningUp.results()).isEmpty();
		this.clock.advance(Duration.ofNanos(1));
	}

	private CompletableFuture<Void> start() {
		return Background.run(() -> this.cleaningUp.run(this.deadline));
	}

	private void hang() {
		this.entered.countDown();
		Background.await(this.released);
	}

	private List<Tuple> outcomes() {
		return this.cleaningUp.results().stream().map((task) -> outcome(task.task(), task.outcome())).toList();
	}

	private static Tuple outcome(String name, TaskOutcome outcome) {
		return new Tuple(name, outcome);
	}

	private static Task success(int phase, String name) {
		return new Task(phase, name, TaskOutcome.SUCCESS, Duration.ZERO);
	}

}
