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
 * Readiness refuses, everything is still served: waits until the load balancers have
 * noticed. Ends after {@code min-duration} as soon as no counted request came for
 * {@code quiet-period}, at the latest after {@code max-duration}. Time in which the whole
 * process stood still was not quiet: it has heard nobody.
 */
final class LameDuck implements Stage {

	/**
	 * Who wakes up so late has stood still, and so has everybody else here.
	 */
	private static final Duration STANDSTILL = Duration.ofMillis(100);

	/**
	 * What requests that came meanwhile get to begin.
	 */
	private static final Duration SECOND_LOOK = Duration.ofMillis(250);

	private final ShutdownSettings settings;

	private final ActiveRequests requests;

	private final ShutdownClock clock;

	private final ShutdownLog log;

	private final WaitPoint time;

	LameDuck(ShutdownSettings settings, ActiveRequests requests, ShutdownClock clock, ShutdownLog log) {
		this.settings = settings;
		this.requests = requests;
		this.clock = clock;
		this.log = log;
		this.time = new WaitPoint(clock);
	}

	/**
	 * Whether there is anything to wait for.
	 * @return whether the minimum or the quiet period is more than zero
	 */
	boolean hasDuration() {
		return !this.settings.lameDuck().minDuration().isZero() || !this.settings.lameDuck().quietPeriod().isZero();
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.LAME_DUCK;
	}

	@Override
	public void run(Deadline deadline) {
		long now = this.clock.nanoTime();
		long earliest = now + this.settings.lameDuck().minDuration().toNanos();
		long latest = deadline.endOf(this.settings.lameDuck().maxDuration(), this.settings.cleanup().reserve());
		Callers callers = new Callers();
		this.requests.noteCallers(this.settings.lameDuck().showCallers() ? callers : null);
		awaitQuiet(earliest, latest);
		this.requests.noteCallers(null);
		if (quiet() - latest > 0 && latest - earliest > 0) {
			this.log.lameDuckBusy(this.settings.lameDuck(), deadline.elapsed(), callers);
		}
	}

	private void awaitQuiet(long earliest, long latest) {
		long end = end(earliest, latest);
		while (this.clock.nanoTime() - end < 0) {
			this.time.await(() -> false, end);
			long now = this.clock.nanoTime();
			if (now - end > STANDSTILL.toNanos() && now - latest < 0) {
				// It was not quiet, but deaf
				this.time.await(() -> false, now + SECOND_LOOK.toNanos());
			}
			end = end(earliest, latest);
		}
	}

	private long quiet() {
		return this.requests.lastBegun() + this.settings.lameDuck().quietPeriod().toNanos();
	}

	// When it ends if no further request comes.
	private long end(long earliest, long latest) {
		long quiet = quiet();
		long wanted = (quiet - earliest > 0) ? quiet : earliest;
		return (wanted - latest > 0) ? latest : wanted;
	}

}
