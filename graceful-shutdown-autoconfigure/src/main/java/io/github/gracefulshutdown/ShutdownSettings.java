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

/**
 * How long everything may take. All parts are set and free of contradictions; defaults
 * and checks are the business of whoever creates it.
 *
 * @param platformGracePeriod what the platform allows between the signal and its
 * {@code SIGKILL}
 * @param timeout the whole budget, from the trigger to the end of the process
 * @param lameDuck the bounds of the lame duck
 * @param drain the bounds of the drain
 * @param cleanup the bounds of the cleanup
 * @param end how the process ends
 * @since 1.0.0
 */
public record ShutdownSettings(Duration platformGracePeriod, Duration timeout, LameDuck lameDuck, Drain drain,
		Cleanup cleanup, End end) {

	private static final Duration LONGEST_LAST_WORDS = Duration.ofSeconds(1);

	/**
	 * How long the process may write about what blocks it before it is halted: the
	 * platform must not be first, and the JVM itself may take 0.3 seconds to halt
	 * ({@code VM_Exit::wait_for_threads_in_native_to_block} of HotSpot).
	 * @return a quarter of what lies between timeout and platform grace period, at most a
	 * second
	 */
	Duration lastWords() {
		Duration quarter = this.platformGracePeriod.minus(this.timeout).dividedBy(4);
		return (quarter.compareTo(LONGEST_LAST_WORDS) < 0) ? quarter : LONGEST_LAST_WORDS;
	}

	/**
	 * The bounds of the lame duck.
	 *
	 * @param minDuration it lasts at least this long
	 * @param quietPeriod then it ends when no counted request came for this long
	 * @param maxDuration it ends after this at the latest
	 * @param showCallers whether the log may say which addresses and paths the requests
	 * of a lame duck have that does not become quiet
	 */
	public record LameDuck(Duration minDuration, Duration quietPeriod, Duration maxDuration, boolean showCallers) {

	}

	/**
	 * The bounds of the drain.
	 *
	 * @param timeout when active requests are interrupted
	 * @param interruptWindow how long interrupted requests have to end
	 */
	public record Drain(Duration timeout, Duration interruptWindow) {

	}

	/**
	 * The bounds of the cleanup.
	 *
	 * @param reserve what lame duck and drain leave for it
	 * @param taskTimeout how long a task may take that says nothing else
	 */
	public record Cleanup(Duration reserve, Duration taskTimeout) {

	}

	/**
	 * How the process ends.
	 *
	 * @param reserve what all states leave for the end of the process: closing the rest
	 * of the application and the shutdown hooks of the JVM
	 * @param exitCodes the exit codes of the process
	 */
	public record End(Duration reserve, ExitCodes exitCodes) {

	}

	/**
	 * The exit codes of the process.
	 *
	 * @param clean if nothing was cut short
	 * @param incomplete if something was
	 * @param forced if the process had to halt itself
	 */
	public record ExitCodes(int clean, int incomplete, int forced) {

		/**
		 * The exit code for an outcome.
		 * @param outcome the outcome
		 * @return the exit code
		 */
		public int of(ShutdownOutcome outcome) {
			return switch (outcome) {
				case CLEAN -> this.clean;
				case INCOMPLETE -> this.incomplete;
				case FORCED, KILLED -> this.forced;
			};
		}

	}

}
