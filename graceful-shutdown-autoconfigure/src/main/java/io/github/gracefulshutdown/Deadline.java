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
 * The one deadline of a shutdown: starts at the trigger, and every wait ends inside it,
 * so that what is reserved is left for the end of the process.
 */
final class Deadline {

	private final ShutdownClock clock;

	private final long startedAt;

	private final long endsAt;

	private final long haltsAt;

	Deadline(ShutdownClock clock, Duration timeout) {
		this(clock, timeout, Duration.ZERO);
	}

	Deadline(ShutdownClock clock, Duration timeout, Duration reserve) {
		this.clock = clock;
		this.startedAt = clock.nanoTime();
		this.haltsAt = this.startedAt + timeout.toNanos();
		this.endsAt = this.haltsAt - reserve.toNanos();
	}

	Duration elapsed() {
		return Duration.ofNanos(this.clock.nanoTime() - this.startedAt);
	}

	Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.haltsAt - this.clock.nanoTime()));
	}

	/**
	 * The end of everything that waits.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long end() {
		return this.endsAt;
	}

	/**
	 * The end of the whole budget, at which the process is halted.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long halt() {
		return this.haltsAt;
	}

	/**
	 * The end of waiting for another thread that goes through the last states. It may
	 * need what is given to it after the {@link #end() end}.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long joined() {
		return this.endsAt + (this.haltsAt - this.endsAt) / 2;
	}

	/**
	 * The end of everything that waits, or later if less is left until then than a part
	 * of the time until the halt: what comes last must have some time as well.
	 * @param part which part: one of so many
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long endOrPart(int part) {
		long now = this.clock.nanoTime();
		long later = now + (this.haltsAt - now) / part;
		return (later - this.endsAt > 0) ? later : this.endsAt;
	}

	/**
	 * The end of something that begins now, wants a certain time, and has to leave a
	 * reserve for what follows.
	 * @param wanted how long it wants
	 * @param reserve what must be left
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long endOf(Duration wanted, Duration reserve) {
		Duration left = left(reserve);
		// Compared before the conversion, which fails for what is wanted "forever"
		Duration given = (wanted.compareTo(left) < 0) ? wanted : left;
		return this.clock.nanoTime() + given.toNanos();
	}

	/**
	 * What is left of the time for everything that waits.
	 * @param reserve what must be left for what follows
	 * @return the time, zero if there is none
	 */
	Duration left(Duration reserve) {
		Duration left = Duration.ofNanos(this.endsAt - this.clock.nanoTime()).minus(reserve);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
