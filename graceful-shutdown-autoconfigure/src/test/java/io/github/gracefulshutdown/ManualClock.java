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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;

/**
 * A clock that stands still until a test moves it. Threads that wait for it are really
 * parked; a test can wait until they are.
 */
public final class ManualClock implements ShutdownClock {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Instant origin = Instant.parse("2026-11-21T10:15:30Z");

	// Near the end of the numbers, as System.nanoTime() may be
	private final long start = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

	private final ThreadLocal<Long> seen = ThreadLocal.withInitial(() -> this.start);

	private final List<Waiter> waiters = new ArrayList<>();

	private long passed;

	@Override
	public synchronized Instant now() {
		return this.origin.plusNanos(this.passed);
	}

	@Override
	public synchronized long nanoTime() {
		long now = this.start + this.passed;
		this.seen.set(now);
		return now;
	}

	/**
	 * Waits from the time that the calling thread has last seen, so that no move of the
	 * clock is lost between its look and its wait.
	 */
	@Override
	public void await(Lock lock, Condition changed, long nanos) throws InterruptedException {
		Waiter waiter = new Waiter(lock, changed, this.seen.get() + nanos);
		if (!add(waiter)) {
			return;
		}
		try {
			changed.await();
		}
		finally {
			remove(waiter);
		}
	}

	/**
	 * Moves the clock, and has every parked thread look at it.
	 * @param duration how far
	 */
	public void advance(Duration duration) {
		for (Waiter waiter : move(duration)) {
			waiter.lock().lock();
			try {
				waiter.changed().signalAll();
			}
			finally {
				waiter.lock().unlock();
			}
		}
	}

	/**
	 * Blocks until a number of threads is parked.
	 * @param count how many at least
	 */
	public void awaitWaiters(int count) {
		await("%d parked threads".formatted(count), (waiters) -> waiters.size() >= count);
	}

	/**
	 * Blocks until a thread is parked for a certain time.
	 * @param left the exact time that is left until it gives up
	 */
	public void awaitWaiterFor(Duration left) {
		await("a thread that is parked for " + left, (waiters) -> isWaitedFor(left));
	}

	/**
	 * Whether a thread is parked for a certain time.
	 * @param left the exact time that is left until it gives up
	 * @return whether there is one
	 */
	public synchronized boolean isWaitedFor(Duration left) {
		return this.waiters.stream().anyMatch((waiter) -> waiter.until() == this.start + this.passed + left.toNanos());
	}

	private synchronized boolean add(Waiter waiter) {
		if (waiter.until() - nanoTime() <= 0) {
			return false;
		}
		this.waiters.add(waiter);
		notifyAll();
		return true;
	}

	private synchronized void remove(Waiter waiter) {
		this.waiters.removeIf((other) -> other == waiter);
	}

	private synchronized List<Waiter> move(Duration duration) {
		this.passed += duration.toNanos();
		List<Waiter> parked = List.copyOf(this.waiters);
		this.waiters.clear();
		return parked;
	}

	private synchronized void await(String what, Predicate<List<Waiter>> condition) {
		long until = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.test(this.waiters)) {
			long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
			if (left <= 0) {
				throw new AssertionError("Expected %s, but there are: %s".formatted(what, this.waiters));
			}
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new AssertionError("Interrupted while waiting for " + what, ex);
			}
		}
	}

	// One parked thread.
	private record Waiter(Lock lock, Condition changed, long until) {

	}

}
