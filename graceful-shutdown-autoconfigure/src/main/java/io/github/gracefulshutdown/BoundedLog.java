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

import org.jspecify.annotations.Nullable;

/**
 * A log that can neither fail nor hold up the shutdown. What it does not take goes to
 * standard error. Once it has not returned in time, it is not asked again before it has,
 * and is then given less time.
 */
final class BoundedLog implements EventLog {

	private static final Duration PATIENCE = Duration.ofMillis(450);

	// On top of it, for a log that has been late, and for standard error, which may well
	// end at the same place
	private static final Duration LITTLE_PATIENCE = Duration.ofMillis(50);

	private final EventLog log;

	private final Executor threads;

	private final ShutdownClock clock;

	private volatile @Nullable Call late;

	private volatile @Nullable Call latePrint;

	/**
	 * Creates a log that is bounded by the time of the system, as it is no part of the
	 * plan.
	 * @param log the log
	 * @param threads where threads come from
	 */
	BoundedLog(EventLog log, ShutdownThreads threads) {
		this(log, threads.reused(), ShutdownClock.system());
	}

	BoundedLog(EventLog log, Executor threads, ShutdownClock clock) {
		this.log = log;
		this.threads = threads;
		this.clock = clock;
	}

	@Override
	public void write(LogEvent event) {
		if (!isLogged(event) && hasReturned(this.latePrint)) {
			printInTime(event);
		}
	}

	// The last act, on a thread that nobody waits for in vain
	@Override
	public void flush() {
		if (hasReturned(this.late)) {
			this.log.flush();
		}
	}

	private void printInTime(LogEvent event) {
		Call print = new Call(() -> print(event));
		if (!isStarted(print)) {
			print.run();
		}
		else if (!print.returnsWithin(LITTLE_PATIENCE)) {
			this.latePrint = print;
		}
	}

	private boolean isLogged(LogEvent event) {
		Call late = this.late;
		if (!hasReturned(late)) {
			return false;
		}
		Call call = new Call(() -> tryToLog(event));
		if (!isStarted(call)) {
			return false;
		}
		// Twice: a process that stood still has used up the first time, and its log has
		// had none of it
		boolean logged = (late == null && call.returnsWithin(PATIENCE)) || call.returnsWithin(LITTLE_PATIENCE);
		if (!logged) {
			this.late = call;
		}
		return logged;
	}

	private void tryToLog(LogEvent event) {
		try {
			this.log.write(event);
		}
		catch (Throwable ex) {
			print(event);
		}
	}

	// Who hangs is not asked again, or each event would cost its time
	private static boolean hasReturned(@Nullable Call late) {
		return late == null || late.hasReturned();
	}

	// Whether there was a thread left for it
	private boolean isStarted(Call call) {
		try {
			this.threads.execute(call);
			return true;
		}
		catch (OutOfMemoryError ex) {
			return false;
		}
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

	/**
	 * A call that may take longer than anyone waits for it.
	 */
	private final class Call implements Runnable {

		private final WaitPoint end = new WaitPoint(BoundedLog.this.clock);

		private final Runnable call;

		private volatile boolean returned;

		private Call(Runnable call) {
			this.call = call;
		}

		@Override
		public void run() {
			this.call.run();
			this.returned = true;
			this.end.wakeUp();
		}

		private boolean hasReturned() {
			return this.returned;
		}

		private boolean returnsWithin(Duration patience) {
			return this.end.await(this::hasReturned, BoundedLog.this.clock.nanoTime() + patience.toNanos());
		}

	}

}
