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

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.gracefulshutdown.ShutdownClock;

/**
 * Something that happens once, and that threads wait for as long as the clock allows.
 */
final class Flag {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ShutdownClock clock;

	private boolean up;

	Flag(ShutdownClock clock) {
		this.clock = clock;
	}

	/**
	 * It has happened.
	 */
	void raise() {
		this.lock.lock();
		try {
			this.up = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for it.
	 * @param until when to give up, on {@link ShutdownClock#nanoTime()}
	 * @return whether it has happened
	 * @throws InterruptedException if the thread was interrupted
	 */
	boolean await(long until) throws InterruptedException {
		this.lock.lock();
		try {
			long left = until - this.clock.nanoTime();
			while (!this.up && left > 0) {
				this.clock.await(this.lock, this.changed, left);
				left = until - this.clock.nanoTime();
			}
			return this.up;
		}
		finally {
			this.lock.unlock();
		}
	}

}
