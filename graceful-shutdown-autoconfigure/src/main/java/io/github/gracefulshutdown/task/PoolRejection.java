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

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

/**
 * Looks after what a pool does not take: such a task will never run, so nobody may wait
 * for it. What becomes of it is up to the handler of the pool, as before.
 */
final class PoolRejection implements RejectedExecutionHandler {

	private volatile @Nullable ThreadPoolExecutor pool;

	private volatile RejectedExecutionHandler handler = new ThreadPoolExecutor.AbortPolicy();

	/**
	 * Begins to look after a pool.
	 * @param pool the pool
	 */
	void lookAfter(ThreadPoolExecutor pool) {
		this.pool = pool;
		RejectedExecutionHandler handler = pool.getRejectedExecutionHandler();
		if (handler != this) {
			this.handler = handler;
			pool.setRejectedExecutionHandler(this);
		}
	}

	@Override
	public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
		if (this.handler instanceof ThreadPoolExecutor.DiscardOldestPolicy && !pool.isShutdown()) {
			drop(pool.getQueue().poll());
			pool.execute(task);
			return;
		}
		try {
			this.handler.rejectedExecution(task, pool);
		}
		catch (Throwable ex) {
			drop(task);
			throw ex;
		}
		// The handler may have run it, or have queued it after all
		if (pool.isShutdown() || !pool.getQueue().contains(task)) {
			drop(task);
		}
	}

	/**
	 * Whether the pool has dropped a task that waited, in a way that nobody was told of.
	 * @param task the task
	 * @return whether it neither waits nor is about to run
	 */
	boolean hasDropped(Runnable task) {
		ThreadPoolExecutor pool = this.pool;
		return pool != null && !pool.getQueue().contains(task) && pool.getActiveCount() == 0;
	}

	private void drop(@Nullable Runnable task) {
		if (task instanceof CountedTask counted && counted.isWaitingFor(this)) {
			counted.drop();
		}
	}

}
