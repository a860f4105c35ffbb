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
import java.util.random.RandomGenerator;

/**
 * How a balancer comes to know that an instance leaves.
 *
 * @param label what it is called in the tables
 * @param earliest how long it takes at least
 * @param lag how long it takes at most
 * @param isPushed whether the platform tells it, in the moment in which it decides to
 * stop the instance; a probe sees only what the process does
 */
record Notice(String label, Duration earliest, Duration lag, boolean isPushed) {

	/**
	 * Reads a way to notice.
	 * @param label the longest lag in seconds, {@code 1-5} for one of 1 to 5 s, or
	 * {@code 5x2} for two failed probes in a row with 5 s between them
	 * @return the way
	 */
	static Notice of(String label) {
		int x = label.indexOf('x');
		if (x < 0) {
			String[] bounds = label.split("-");
			return new Notice("lag " + label + " s", (bounds.length > 1) ? Seconds.parse(bounds[0]) : Duration.ZERO,
					Seconds.parse(bounds[bounds.length - 1]), true);
		}
		Duration interval = Seconds.parse(label.substring(0, x));
		int threshold = Integer.parseInt(label.substring(x + 1));
		return new Notice("probes " + label, interval.multipliedBy(threshold - 1L), interval.multipliedBy(threshold),
				false);
	}

	/**
	 * The time it takes this time: evenly spread over the lags, or the rest of the
	 * interval that it happens in and the further probes.
	 * @param random the dice
	 * @return the time
	 */
	Duration delay(RandomGenerator random) {
		long spread = this.lag.minus(this.earliest).toNanos();
		return this.earliest.plusNanos((long) (spread * random.nextDouble()));
	}

}
