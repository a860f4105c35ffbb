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
import java.util.function.Consumer;

import io.github.gracefulshutdown.ShutdownReport.Task;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One cleanup task on its thread. Either the thread or whoever waits for it tells how it
 * ended, whichever comes first.
 */
final class TaskRun {

	private final CleanupTask task;

	private final Consumer<Task> results;

	private final ShutdownClock clock;

	private final ShutdownLog log;

	private final long startedAt;

	private final WaitPoint ended;

	private volatile boolean recorded;

	private volatile @Nullable Thread thread;

	private volatile boolean over;

	TaskRun(CleanupTask task, Consumer<Task> results, ShutdownClock clock, ShutdownLog log) {
		this.task = task;
		this.results = results;
		this.clock = clock;
		this.log = log;
		this.startedAt = clock.nanoTime();
		this.ended = new WaitPoint(clock);
	}

	/**
	 * Runs the task, on its own thread.
	 */
	void run() {
		this.thread = Thread.currentThread();
		try {
			this.task.task().run();
			end(TaskOutcome.SUCCESS);
		}
		catch (Throwable ex) {
			fail(ex);
		}
		// Only now, as the process may end before a failure is in the log
		this.over = true;
		this.ended.wakeUp();
	}

	/**
	 * The task has failed, or there was no thread to run it on.
	 * @param cause why
	 */
	void fail(Throwable cause) {
		if (end(TaskOutcome.FAILURE)) {
			this.log.taskFailed(this.task, cause);
		}
	}

	/**
	 * Waits for the task to end, and interrupts it if it does not in time.
	 * @param thread the thread that runs it
	 * @param until when to give up, on {@link ShutdownClock#nanoTime()}
	 */
	void await(Thread thread, long until) {
		if (!this.ended.await(() -> this.over, until) && end(TaskOutcome.TIMEOUT)) {
			this.log.taskTimedOut(this.task, elapsed(), thread.getStackTrace());
			thread.interrupt();
		}
	}

	/**
	 * Whether it has neither ended nor timed out.
	 * @return whether it runs
	 */
	boolean isRunning() {
		return !this.recorded;
	}

	/**
	 * Where it stands.
	 * @return the stack of its thread, innermost frame first
	 */
	StackTraceElement[] stack() {
		Thread thread = this.thread;
		return (thread != null) ? thread.getStackTrace() : new StackTraceElement[0];
	}

	@Override
	public String toString() {
		return "cleanup task '%s' of phase %d, running for %s".formatted(this.task.name(), this.task.phase(),
				Texts.seconds(elapsed()));
	}

	// Returns only when the result, whoever's it is, is where the report looks for it.
	private synchronized boolean end(TaskOutcome outcome) {
		if (this.recorded) {
			return false;
		}
		this.results.accept(new Task(this.task.phase(), this.task.name(), outcome, elapsed()));
		this.recorded = true;
		return true;
	}

	private Duration elapsed() {
		return Duration.ofNanos(this.clock.nanoTime() - this.startedAt);
	}

}
