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

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * Time as the engine sees it, and the only place where one of its threads waits.
 *
 * @since 1.0.0
 */
public interface ShutdownClock {

	/**
	 * The wall clock, for people.
	 * @return the current instant
	 */
	Instant now();

	/**
	 * The monotonic clock, for durations.
	 * @return nanoseconds since an arbitrary origin
	 */
	long nanoTime();

	/**
	 * Waits until signalled or until the time has passed. May return early.
	 * @param lock the lock of the condition, held by the caller
	 * @param changed the condition to wait on
	 * @param nanos how long to wait at most, in nanoseconds
	 * @throws InterruptedException if the thread was interrupted
	 */
	void await(Lock lock, Condition changed, long nanos) throws InterruptedException;

	/**
	 * The clock of this machine.
	 * @return the system clock
	 */
	static ShutdownClock system() {
		return new ShutdownClock() {

			@Override
			public Instant now() {
				return Instant.now();
			}

			@Override
			public long nanoTime() {
				return System.nanoTime();
			}

			@Override
			@SuppressWarnings("WaitNotInLoop") // may return early, which callers expect
			public void await(Lock lock, Condition changed, long nanos) throws InterruptedException {
				changed.await(nanos, TimeUnit.NANOSECONDS);
			}

		};
	}

}
