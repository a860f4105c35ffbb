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

import java.util.concurrent.RunnableFuture;
import java.util.function.Supplier;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * Counts tasks as jobs. A task that runs as a part of another one, on the same thread, is
 * no job of its own, and neither is one that says that it is
 * {@link SchedulingAwareRunnable#isLongLived() long-lived}.
 *
 * @since 1.0.0
 */
public final class TaskCounter {

	private final Supplier<ActiveJobs> jobs;

	private final ThreadLocal<Boolean> running = new ThreadLocal<>();

	/**
	 * Creates a counter.
	 * @param jobs where to count
	 */
	public TaskCounter(Supplier<ActiveJobs> jobs) {
		this.jobs = jobs;
	}

	/**
	 * Gets ready to count.
	 */
	@SuppressWarnings("ReturnValueIgnored") // it is what has to exist
	void prepare() {
		this.jobs.get();
	}

	/**
	 * Counts a task from now on until it has run.
	 * @param executor the name of the executor that has accepted it
	 * @param task the task
	 * @param pool the pool that may drop it, or {@code null} if none does
	 * @return what to run in its place
	 */
	Runnable accepted(String executor, Runnable task, @Nullable PoolRejection pool) {
		ActiveJobs jobs = this.jobs.get();
		CountedTask counted = (task instanceof RunnableFuture<?> future)
				? new CountedFuture(executor, future, jobs, this) : new CountedTask(executor, task, jobs, this);
		counted.waitsFor(pool);
		return jobs.begin(counted) ? counted : task;
	}

	/**
	 * Whether a task is to be counted. The consumers of a JMS container are not, as they
	 * wait until it is destroyed.
	 * @param task the task, as it was given to its executor
	 * @return whether it does not say that it is long-lived
	 */
	static boolean isJob(Runnable task) {
		return !(task instanceof SchedulingAwareRunnable aware && aware.isLongLived());
	}

	/**
	 * Counts a task while it runs, each time anew.
	 * @param executor the name of what runs it
	 * @param task the task
	 */
	void run(String executor, Runnable task) {
		if (this.running.get() != null) {
			task.run();
		}
		else {
			accepted(executor, task, null).run();
		}
	}

	/**
	 * When a job begins that does so now.
	 * @return the time, for {@link ActiveJob#startedAt()}
	 */
	long nanoTime() {
		return this.jobs.get().nanoTime();
	}

	/**
	 * Counts what this thread does from now on, until it {@link #end ends}.
	 * @param job what it is
	 * @return whether it is no part of a task, and so has to end
	 */
	boolean begin(ActiveJob job) {
		if (!enter()) {
			return false;
		}
		job.occupy();
		this.jobs.get().begin(job);
		return true;
	}

	/**
	 * What this thread has begun has ended.
	 * @param job what it was
	 */
	void end(ActiveJob job) {
		leave();
		this.jobs.get().end(job);
	}

	/**
	 * Forgets a task that will not run. Should it run nevertheless, it counts anew.
	 * @param task the task
	 */
	void dropped(CountedTask task) {
		if (task.giveUp()) {
			this.jobs.get().drop(task);
		}
	}

	/**
	 * A task begins on this thread.
	 * @return whether it is no part of another one, and so has to {@link #leave()}
	 */
	boolean enter() {
		boolean outermost = this.running.get() == null;
		this.running.set(true);
		return outermost;
	}

	/**
	 * The outermost task of this thread has ended.
	 */
	void leave() {
		this.running.remove();
	}

}
