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

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import org.jspecify.annotations.Nullable;

/**
 * A task as a job: named after the code that it runs, and after its executor as long as
 * it waits for a thread.
 */
class CountedTask extends ActiveJob implements Runnable {

	private final ActiveJobs jobs;

	private final Runnable task;

	private final TaskCounter counter;

	private volatile @Nullable PoolRejection pool;

	private boolean dropped;

	CountedTask(String executor, Runnable task, ActiveJobs jobs, TaskCounter counter) {
		super(executor, "waiting", jobs.nanoTime());
		this.task = task;
		this.jobs = jobs;
		this.counter = counter;
	}

	/**
	 * Notes the pool that the task waits for, so that it is missed if the pool drops it.
	 * @param pool the pool
	 */
	void waitsFor(@Nullable PoolRejection pool) {
		this.pool = pool;
	}

	/**
	 * Whether it is up to a pool what becomes of the task.
	 * @param pool the pool
	 * @return whether it is the last one that has taken the task
	 */
	boolean isWaitingFor(PoolRejection pool) {
		return this.pool == pool;
	}

	/**
	 * Nobody waits for the task anymore, unless a thread works on it.
	 * @return whether none does
	 */
	synchronized boolean giveUp() {
		this.dropped = isWaiting();
		return this.dropped;
	}

	/**
	 * Nobody has to wait for the task anymore, as it is not going to do anything. Should
	 * it run nevertheless, it counts anew.
	 */
	final void drop() {
		this.counter.dropped(this);
	}

	private synchronized boolean wasDropped() {
		return this.dropped;
	}

	@Override
	public void run() {
		if (!occupy()) {
			return;
		}
		if (wasDropped()) {
			// Somebody else than its pool runs it, and it counts from now on
			this.counter.run(super.name(), this.task);
			return;
		}
		boolean outermost = this.counter.enter();
		try {
			this.task.run();
		}
		finally {
			if (outermost) {
				this.counter.leave();
			}
			this.jobs.end(this);
		}
	}

	@Override
	public String name() {
		String code = code();
		return (code != null) ? code : super.name();
	}

	@Override
	public String id() {
		Thread thread = thread();
		return (thread != null) ? thread.getName() : super.id();
	}

	@Override
	public boolean isLost() {
		PoolRejection pool = this.pool;
		// Its pool may be about to take it, and then it counts anew
		return pool != null && isWaiting() && pool.hasDropped(this) && giveUp();
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

}
