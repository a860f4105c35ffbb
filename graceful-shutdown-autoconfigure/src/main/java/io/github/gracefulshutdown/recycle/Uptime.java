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

package io.github.gracefulshutdown.recycle;

import java.time.Duration;

import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.WaitPoint;

/**
 * A thread that waits until the process has been up for a certain time.
 */
final class Uptime {

	private final ShutdownClock clock;

	private final WaitPoint end;

	private volatile boolean ended;

	Uptime(ShutdownClock clock) {
		this.clock = clock;
		this.end = new WaitPoint(clock);
	}

	/**
	 * Begins to wait.
	 * @param max the time from now on
	 * @param over what to do then
	 */
	void start(Duration max, Runnable over) {
		long until = this.clock.nanoTime() + max.toNanos();
		Thread thread = new Thread(() -> {
			if (!this.end.await(() -> this.ended, until)) {
				over.run();
			}
		}, "graceful-shutdown-recycle");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Ends the thread, if it waits.
	 */
	void end() {
		this.ended = true;
		this.end.wakeUp();
	}

}
