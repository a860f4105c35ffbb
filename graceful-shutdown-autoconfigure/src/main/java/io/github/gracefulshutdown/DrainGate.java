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

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is active, and closes behind the last of it. One atomic number tells the
 * active requests, the active jobs and whether the gate is closed, so that it closes in
 * the very instant in which nothing is active. Safe for any thread.
 */
final class DrainGate {

	/**
	 * The weight of a request.
	 */
	static final long REQUEST = 1;

	/**
	 * The weight of a job.
	 */
	static final long JOB = 1L << 31;

	private static final long CLOSED = Long.MIN_VALUE;

	private final AtomicLong count = new AtomicLong();

	private final WaitPoint idle;

	private volatile boolean observed;

	DrainGate(ShutdownClock clock) {
		this.idle = new WaitPoint(clock);
	}

	/**
	 * Something begins.
	 * @param weight what it is
	 * @return whether it was counted; {@code false} when the gate is closed
	 */
	boolean enter(long weight) {
		if (this.count.addAndGet(weight) < 0) {
			// Somebody may have looked in between
			leave(weight);
			return false;
		}
		return true;
	}

	/**
	 * Something that was counted ends.
	 * @param weight what it is
	 */
	void leave(long weight) {
		if ((this.count.addAndGet(-weight) & ~CLOSED) == 0 && this.observed) {
			this.idle.wakeUp();
		}
	}

	/**
	 * The shutdown has begun: from here on somebody may wait.
	 */
	void observe() {
		this.observed = true;
	}

	/**
	 * Whether the shutdown has begun.
	 * @return whether {@link #observe()} was called
	 */
	boolean isObserved() {
		return this.observed;
	}

	/**
	 * How many requests are active.
	 * @return the exact number
	 */
	long requests() {
		return this.count.get() & (JOB - 1);
	}

	/**
	 * How many jobs are active.
	 * @return the exact number
	 */
	long jobs() {
		return (this.count.get() & ~CLOSED) / JOB;
	}

	/**
	 * Waits for the last request and job to end, and closes the gate behind it.
	 * @param until when to give up, on {@link ShutdownClock#nanoTime()}
	 * @return whether the gate is closed
	 */
	boolean awaitIdle(long until) {
		return this.idle.await(() -> this.count.compareAndSet(0, CLOSED) || this.count.get() == CLOSED, until);
	}

	/**
	 * Waits for a moment without request and job, and leaves the gate open.
	 * @param until when to give up, on {@link ShutdownClock#nanoTime()}
	 * @return whether there was one
	 */
	boolean awaitPause(long until) {
		return this.idle.await(() -> (this.count.get() & ~CLOSED) == 0, until);
	}

	/**
	 * Closes the gate, whatever is active.
	 */
	void close() {
		this.count.updateAndGet((current) -> (current < 0) ? current : current + CLOSED);
	}

}
