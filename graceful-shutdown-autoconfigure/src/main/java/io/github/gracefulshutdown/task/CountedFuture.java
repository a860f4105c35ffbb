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

import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.gracefulshutdown.ActiveJobs;

/**
 * A task that was submitted. Whoever looks at what the pool holds sees the same future as
 * without us: a handler of rejections that cancels it, an {@code afterExecute} that asks
 * how it ended, {@link java.util.concurrent.ThreadPoolExecutor#purge()}.
 */
final class CountedFuture extends CountedTask implements RunnableFuture<Object> {

	private final RunnableFuture<?> future;

	CountedFuture(String executor, RunnableFuture<?> task, ActiveJobs jobs, TaskCounter counter) {
		super(executor, task, jobs, counter);
		this.future = task;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return this.future.cancel(mayInterruptIfRunning);
	}

	@Override
	public boolean isCancelled() {
		boolean cancelled = this.future.isCancelled();
		if (cancelled) {
			// Who asks may take it out of the queue
			drop();
		}
		return cancelled;
	}

	@Override
	public boolean isDone() {
		return this.future.isDone();
	}

	@Override
	public Object get() throws InterruptedException, ExecutionException {
		return this.future.get();
	}

	@Override
	public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return this.future.get(timeout, unit);
	}

}
