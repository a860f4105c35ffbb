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
 * @since 1.0.0
 */
public record ShutdownSettings(Duration platformGracePeriod, Duration timeout, LameDuck lameDuck, Drain drain,
		Cleanup cleanup) {

	/**
	 * The bounds of the lame duck.
	 *
	 * @param minDuration it lasts at least this long
	 * @param quietPeriod then it ends when no counted request came for this long
	 * @param maxDuration it ends after this at the latest
	 */
	public record LameDuck(Duration minDuration, Duration quietPeriod, Duration maxDuration) {

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

}
