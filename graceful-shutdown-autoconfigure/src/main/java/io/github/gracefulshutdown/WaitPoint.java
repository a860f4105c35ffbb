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

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A place where threads wait for a condition, woken by whoever changes it and bounded by
 * the clock. Safe for any thread.
 *
 * @since 1.0.0
 */
public final class WaitPoint {

	// So long that nobody notices, and still a number of nanoseconds
	private static final Duration LONG = Duration.ofDays(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ShutdownClock clock;

	/**
	 * Creates a place where nobody waits.
	 * @param clock the clock
	 */
	public WaitPoint(ShutdownClock clock) {
		this.clock = clock;
	}

	/**
	 * Waits for the condition. An interrupt does not end the wait, as it would cut the
	 * requests that are waited for; the flag is restored afterwards.
	 * @param condition what to wait for, called with this point's lock held
	 * @param until when to give up, on {@link ShutdownClock#nanoTime()}
	 * @return whether the condition came to hold
	 */
	public boolean await(BooleanSupplier condition, long until) {
		boolean interrupted = false;
		this.lock.lock();
		try {
			while (!condition.getAsBoolean()) {
				long left = until - this.clock.nanoTime();
				if (left <= 0) {
					return false;
				}
				interrupted |= !pause(left);
			}
			return true;
		}
		finally {
			this.lock.unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Waits for the condition, or until the thread is interrupted.
	 * @param condition what to wait for, called with this point's lock held
	 * @param timeout how long to wait at most
	 * @return whether the condition came to hold
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public boolean awaitInterruptibly(BooleanSupplier condition, Duration timeout) throws InterruptedException {
		long start = this.clock.nanoTime();
		this.lock.lockInterruptibly();
		try {
			while (!condition.getAsBoolean()) {
				Duration left = timeout.minusNanos(this.clock.nanoTime() - start);
				if (left.isNegative() || left.isZero()) {
					return false;
				}
				this.clock.await(this.lock, this.changed, (left.compareTo(LONG) < 0) ? left.toNanos() : LONG.toNanos());
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean pause(long nanos) {
		try {
			this.clock.await(this.lock, this.changed, nanos);
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	/**
	 * Makes every waiting thread look at its condition again.
	 */
	public void wakeUp() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
