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

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Halts the process at its deadline, whatever the rest of it does: needs nothing but its
 * own thread. What is to be said before that is said on other threads, for which it waits
 * but a moment: a log can block as well.
 */
final class Watchdog {

	private final ShutdownSettings settings;

	private final ShutdownThreads threads;

	private final ShutdownClock clock;

	private final HostProcess process;

	private final List<Runnable> lastWords;

	private final ShutdownLog log;

	private final AtomicBoolean started = new AtomicBoolean();

	/**
	 * Creates a watchdog that watches nothing yet.
	 * @param settings when to halt
	 * @param threads where threads come from
	 * @param clock the clock
	 * @param process the process to halt
	 * @param lastWords what to do before, each on a thread of its own
	 * @param log told if it cannot watch
	 */
	Watchdog(ShutdownSettings settings, ShutdownThreads threads, ShutdownClock clock, HostProcess process,
			List<Runnable> lastWords, ShutdownLog log) {
		this.settings = settings;
		this.threads = threads;
		this.clock = clock;
		this.process = process;
		this.lastWords = lastWords;
		this.log = log;
	}

	/**
	 * Begins to watch. Does nothing if it has begun before.
	 * @param deadline the deadline of the shutdown
	 */
	void start(Deadline deadline) {
		if (this.started.compareAndSet(false, true)) {
			try {
				this.threads.start(() -> run(deadline));
			}
			catch (OutOfMemoryError ex) {
				// The next trigger may find a thread
				this.started.set(false);
				this.log.callFailed("watchdog", "could not be started", ex);
			}
		}
	}

	/**
	 * Whether the process is going to end.
	 * @return whether it watches
	 */
	boolean isStarted() {
		return this.started.get();
	}

	private void run(Deadline deadline) {
		try {
			new WaitPoint(this.clock).await(() -> false, deadline.halt());
			say(this.lastWords);
		}
		finally {
			this.process.halt(this.settings.end().exitCodes().forced());
		}
	}

	/**
	 * Says something, and waits for it but a moment.
	 * @param all what to say, each on a thread of its own
	 */
	void say(List<Runnable> all) {
		WaitPoint said = new WaitPoint(this.clock);
		AtomicInteger left = new AtomicInteger(all.size());
		for (Runnable words : all) {
			this.threads.start(() -> {
				try {
					words.run();
				}
				finally {
					left.decrementAndGet();
					said.wakeUp();
				}
			});
		}
		said.await(() -> left.get() == 0, this.clock.nanoTime() + this.settings.lastWords().toNanos());
	}

}
