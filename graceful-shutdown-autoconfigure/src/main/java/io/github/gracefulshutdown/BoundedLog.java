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

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A log that can neither fail nor hold up the shutdown. What it does not take goes to
 * standard error; once it has not returned, it is not asked again.
 */
final class BoundedLog implements EventLog {

	private static final Duration PATIENCE = Duration.ofMillis(500);

	// Standard error may well end at the same place as the log
	private static final Duration LAST_PATIENCE = Duration.ofMillis(50);

	private final EventLog log;

	private final Executor threads;

	private final ShutdownClock clock;

	private volatile boolean hangs;

	/**
	 * Creates a log that is bounded by the time of the system, as it is no part of the
	 * plan.
	 * @param log the log
	 * @param threads where threads come from
	 */
	BoundedLog(EventLog log, ShutdownThreads threads) {
		this(log, threads, ShutdownClock.system());
	}

	BoundedLog(EventLog log, ShutdownThreads threads, ShutdownClock clock) {
		this.log = log;
		this.threads = threads.reused();
		this.clock = clock;
	}

	@Override
	public void write(LogEvent event) {
		if (this.hangs || !returns(() -> tryToLog(event), PATIENCE)) {
			this.hangs = true;
			returns(() -> print(event), LAST_PATIENCE);
		}
	}

	private void tryToLog(LogEvent event) {
		try {
			this.log.write(event);
		}
		catch (Throwable ex) {
			print(event);
		}
	}

	private boolean returns(Runnable call, Duration patience) {
		WaitPoint returned = new WaitPoint(this.clock);
		AtomicBoolean done = new AtomicBoolean();
		long until = this.clock.nanoTime() + patience.toNanos();
		try {
			this.threads.execute(() -> {
				call.run();
				done.set(true);
				returned.wakeUp();
			});
		}
		catch (OutOfMemoryError ex) {
			// No thread is left for it
			return false;
		}
		return returned.await(done::get, until);
	}

	/**
	 * Writes an event to standard error.
	 * @param event the event
	 */
	static void print(LogEvent event) {
		// Nothing else is left
		PrintStream err = System.err;
		err.println("%s %s".formatted(event.level(), event.text()));
		err.flush();
	}

}
