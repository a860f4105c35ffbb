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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.gracefulshutdown.ShutdownClock;

/**
 * A thread that waits until the process has been up for a certain time.
 */
final class Uptime {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ShutdownClock clock;

	private boolean ended;

	Uptime(ShutdownClock clock) {
		this.clock = clock;
	}

	/**
	 * Begins to wait.
	 * @param max the time from now on
	 * @param over what to do then
	 */
	void start(Duration max, Runnable over) {
		long until = this.clock.nanoTime() + max.toNanos();
		Thread thread = new Thread(() -> {
			if (isOver(until)) {
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
		this.lock.lock();
		try {
			this.ended = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isOver(long until) {
		this.lock.lock();
		try {
			long left = until - this.clock.nanoTime();
			while (!this.ended && left > 0) {
				this.clock.await(this.lock, this.changed, left);
				left = until - this.clock.nanoTime();
			}
			return !this.ended;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
