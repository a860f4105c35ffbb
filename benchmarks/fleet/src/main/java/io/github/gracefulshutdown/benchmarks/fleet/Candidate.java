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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Duration;

import io.github.gracefulshutdown.ShutdownSettings;

/**
 * A way to stop.
 *
 * @param label what it is called in the tables
 * @param preStop how long the process knows nothing
 * @param isPlain whether it is Spring Boot alone, which is simulated as a drain that
 * answers nothing on the connections it has
 * @param min the {@code min-duration} of the lame duck
 * @param quiet its {@code quiet-period}
 * @param max its {@code max-duration}, zero for the default
 */
record Candidate(String label, Duration preStop, boolean isPlain, Duration min, Duration quiet, Duration max) {

	private static final Duration LONGEST_RESERVE = Duration.ofSeconds(5);

	private static final Duration LONGEST_END = Duration.ofSeconds(1);

	private static final Duration WINDOW = Duration.ofSeconds(1);

	private static final String PRE_STOP = "pre-stop-";

	/**
	 * Reads a candidate.
	 * @param label {@code plain}, {@code pre-stop-} with seconds, or the seconds of
	 * {@code min-duration/quiet-period} and perhaps {@code /max-duration}
	 * @return the candidate
	 */
	static Candidate of(String label) {
		if (label.equals("plain")) {
			return plain(label, Duration.ZERO);
		}
		if (label.startsWith(PRE_STOP)) {
			return plain(label, Seconds.parse(label.substring(PRE_STOP.length())));
		}
		String[] parts = label.split("/");
		if (parts.length != 2 && parts.length != 3) {
			throw new IllegalArgumentException("No candidate " + label);
		}
		return new Candidate(label, Duration.ZERO, false, Seconds.parse(parts[0]), Seconds.parse(parts[1]),
				(parts.length == 3) ? Seconds.parse(parts[2]) : Duration.ZERO);
	}

	private static Candidate plain(String label, Duration preStop) {
		return new Candidate(label, preStop, true, Duration.ZERO, Duration.ZERO, Duration.ZERO);
	}

	/**
	 * The settings, divided as the starter does.
	 * @param gracePeriod what the platform allows
	 * @return the settings
	 */
	ShutdownSettings settings(Duration gracePeriod) {
		Duration timeout = gracePeriod.multipliedBy(9).dividedBy(10);
		Duration reserve = shortest(timeout.dividedBy(5), LONGEST_RESERVE);
		Duration half = timeout.dividedBy(2);
		Duration longest = (this.min.compareTo(half) > 0) ? this.min : half;
		return new ShutdownSettings(gracePeriod, timeout,
				new ShutdownSettings.LameDuck(this.min, this.quiet, this.max.isZero() ? longest : this.max, false),
				new ShutdownSettings.Drain(timeout, WINDOW), new ShutdownSettings.Cleanup(reserve, timeout),
				new ShutdownSettings.End(shortest(timeout.dividedBy(10), LONGEST_END),
						new ShutdownSettings.ExitCodes(0, 1, 2)));
	}

	private static Duration shortest(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
