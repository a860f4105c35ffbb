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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The thread in which Spring closes the application. Spring lets each phase take its own
 * time, and beans may take any; so this thread is interrupted when its time is over, and
 * then until it moves on, as each interrupt ends but one wait.
 */
final class ClosingThread {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final ShutdownThreads threads;

	private final ShutdownClock clock;

	private final Consumer<Thread> overdue;

	private final WaitPoint moved;

	private @Nullable Stretch stretch;

	/**
	 * Creates an object that knows no thread yet.
	 * @param threads where threads come from
	 * @param clock the clock
	 * @param overdue told once when the time of a stretch is over, before the interrupt
	 */
	ClosingThread(ShutdownThreads threads, ShutdownClock clock, Consumer<Thread> overdue) {
		this.threads = threads;
		this.clock = clock;
		this.overdue = overdue;
		this.moved = new WaitPoint(clock);
	}

	/**
	 * The calling thread closes the application from here on, until it {@link #leave()
	 * leaves}.
	 * @param until when its time is over, on {@link ShutdownClock#nanoTime()}
	 * @param stuckAt when nobody waits for it anymore
	 * @param stuck what to do then
	 * @param last when it is given up
	 */
	void enter(long until, long stuckAt, Runnable stuck, long last) {
		Stretch stretch = new Stretch(Thread.currentThread());
		synchronized (this) {
			this.stretch = stretch;
		}
		try {
			this.threads.start(() -> bound(stretch, until, stuckAt, stuck, last));
		}
		catch (OutOfMemoryError ex) {
			// No thread is left for it: only the deadline bounds the stretch
		}
	}

	/**
	 * The stretch of the calling thread, if it is one, is over. The interrupt was meant
	 * for it, not for what follows.
	 */
	void leave() {
		synchronized (this) {
			Stretch stretch = this.stretch;
			if (stretch == null || stretch.thread != Thread.currentThread()) {
				return;
			}
			if (stretch.interrupted) {
				Thread.interrupted();
			}
			this.stretch = null;
		}
		this.moved.wakeUp();
	}

	/**
	 * The thread that closes the application at this moment.
	 * @return the thread, or {@code null} if there is none
	 */
	synchronized @Nullable Thread current() {
		return (this.stretch != null) ? this.stretch.thread : null;
	}

	private void bound(Stretch stretch, long until, long stuckAt, Runnable stuck, long last) {
		if (isOver(stretch, until)) {
			return;
		}
		tell(stretch);
		if (!interruptUntil(stretch, stuckAt)) {
			stuck.run();
			// It may only be slow, with more waits to come
			interruptUntil(stretch, last);
		}
	}

	private boolean interruptUntil(Stretch stretch, long last) {
		do {
			interrupt(stretch);
			long next = this.clock.nanoTime() + PAUSE.toNanos();
			if (isOver(stretch, (next - last < 0) ? next : last)) {
				return true;
			}
		}
		while (this.clock.nanoTime() - last < 0);
		return false;
	}

	private void tell(Stretch stretch) {
		try {
			this.overdue.accept(stretch.thread);
		}
		catch (Throwable ex) {
			// That it is interrupted is worth more than that it is told
		}
	}

	private boolean isOver(Stretch stretch, long until) {
		return this.moved.await(() -> !isCurrent(stretch) || !stretch.thread.isAlive(), until);
	}

	private synchronized boolean isCurrent(Stretch stretch) {
		return this.stretch == stretch;
	}

	private synchronized void interrupt(Stretch stretch) {
		if (this.stretch == stretch) {
			stretch.interrupted = true;
			stretch.thread.interrupt();
		}
	}

	// From one entry to the next leave. Guarded by the lock of what it belongs to.
	private static final class Stretch {

		private final Thread thread;

		private boolean interrupted;

		private Stretch(Thread thread) {
			this.thread = thread;
		}

	}

}
