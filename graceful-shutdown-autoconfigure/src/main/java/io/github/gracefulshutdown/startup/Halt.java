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

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.WaitPoint;

/**
 * Halts the process, and says why before if it can. {@code System.exit} would not do: it
 * waits for shutdown hooks, which wait for the thread that hangs.
 *
 * @param process the process
 * @param log where to say why
 * @param clock the clock
 * @param exitCode the exit code
 */
record Halt(HostProcess process, EventLog log, ShutdownClock clock, int exitCode) {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/**
	 * Halts it, on the calling thread.
	 * @param why what to say before
	 */
	void because(Supplier<LogEvent> why) {
		try {
			if (!isWritten(why, this.log)) {
				isWritten(why, Halt::print);
			}
		}
		finally {
			this.process.halt(this.exitCode);
		}
	}

	/**
	 * Writes an event where nothing else is left, or nothing is there yet.
	 * @param event the event
	 */
	static void print(LogEvent event) {
		PrintStream err = System.err;
		err.println("%s %s".formatted(event.level(), event.text()));
		err.flush();
	}

	// On another thread, and waited for but a moment: all that is written to can block
	private boolean isWritten(Supplier<LogEvent> event, EventLog log) {
		AtomicBoolean written = new AtomicBoolean();
		AtomicBoolean over = new AtomicBoolean();
		WaitPoint end = new WaitPoint(this.clock);
		Watch.startDaemon(() -> {
			try {
				log.write(event.get());
				written.set(true);
			}
			finally {
				over.set(true);
				end.wakeUp();
			}
		});
		return end.await(over::get, this.clock.nanoTime() + PATIENCE.toNanos()) && written.get();
	}

}
