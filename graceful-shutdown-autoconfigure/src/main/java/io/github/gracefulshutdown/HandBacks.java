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

import java.util.concurrent.CompletableFuture;

/**
 * Hands jobs back that were interrupted, each on a thread of its own, so that none waits
 * for another.
 */
final class HandBacks {

	private final ShutdownThreads threads;

	private final ShutdownLog log;

	HandBacks(ShutdownThreads threads, ShutdownLog log) {
		this.threads = threads;
		this.log = log;
	}

	/**
	 * Begins to hand a job back, if that has not happened.
	 * @param job the job
	 * @param then what to do when it was handed back, well or not
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // "then" does not fail
	void start(ActiveJob job, Runnable then) {
		job.handBack((handingBack) -> begin(job, handingBack)).whenComplete((result, ex) -> then.run());
	}

	private CompletableFuture<Void> begin(ActiveJob job, Runnable handingBack) {
		try {
			return CompletableFuture.runAsync(() -> run(job, handingBack), this.threads::start);
		}
		catch (OutOfMemoryError ex) {
			// no thread to be had
			this.log.handBackFailed(job, ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void run(ActiveJob job, Runnable handingBack) {
		try {
			handingBack.run();
		}
		catch (Throwable ex) {
			this.log.handBackFailed(job, ex);
			throw ex;
		}
	}

}
