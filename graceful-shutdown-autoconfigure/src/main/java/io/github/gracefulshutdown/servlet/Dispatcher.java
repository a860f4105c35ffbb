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

package io.github.gracefulshutdown.servlet;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has the container call the filter again for an exchange that no thread works on, which
 * then answers. On threads of its own and without any lock of ours: Tomcat holds one
 * while it calls listeners of the application, and then us
 * ({@code org.apache.coyote.AsyncStateMachine#asyncPostProcess}).
 */
final class Dispatcher {

	// Some that hang do not hold up the others
	private static final int THREADS = 8;

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Dispatcher::thread);

	Dispatcher() {
		this.threads.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "graceful-shutdown-dispatch");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Returns at once. Does nothing if nothing is asynchronous.
	 * @param exchange the exchange
	 */
	void dispatch(ServletExchange exchange) {
		this.threads.execute(() -> {
			try {
				if (!exchange.isLost() && exchange.request.isAsyncStarted()) {
					exchange.request.getAsyncContext().dispatch();
				}
			}
			catch (IllegalStateException ex) {
				// Dispatched or completed by somebody else: the filter is called anyway
			}
		});
	}

}
