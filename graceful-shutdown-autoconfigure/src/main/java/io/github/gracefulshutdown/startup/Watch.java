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

package io.github.gracefulshutdown.startup;

import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.WaitPoint;

/**
 * Has a thread act at a certain time, unless the watch has ended before.
 */
final class Watch {

	private final WaitPoint end;

	private final long until;

	private final Runnable overdue;

	private volatile boolean ended;

	private Watch(ShutdownClock clock, long until, Runnable overdue) {
		this.end = new WaitPoint(clock);
		this.until = until;
		this.overdue = overdue;
	}

	/**
	 * Begins to watch.
	 * @param clock the clock
	 * @param until when to act, on {@link ShutdownClock#nanoTime()}
	 * @param overdue what to do then
	 * @return the watch
	 */
	static Watch start(ShutdownClock clock, long until, Runnable overdue) {
		Watch watch = new Watch(clock, until, overdue);
		startDaemon(watch::run);
		return watch;
	}

	/**
	 * Starts a thread that does not keep the process.
	 * @param runnable what to run
	 */
	static void startDaemon(Runnable runnable) {
		Thread thread = new Thread(runnable, "graceful-shutdown-startup");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Ends the watch. Does nothing if it has ended, or has acted.
	 */
	void end() {
		this.ended = true;
		this.end.wakeUp();
	}

	private void run() {
		if (!this.end.await(() -> this.ended, this.until)) {
			this.overdue.run();
		}
	}

}
