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
 * How long requests take.
 */
@FunctionalInterface
interface ServiceTimes {

	/**
	 * How long the next one takes.
	 * @param random the dice
	 * @return the time
	 */
	Duration next(RandomGenerator random);

	/**
	 * Mostly short ones, exponentially distributed, and one in a hundred that takes any
	 * time up to the longest.
	 * @param mean the mean of the short ones
	 * @param longest the longest
	 * @return the times
	 */
	static ServiceTimes mostlyShort(Duration mean, Duration longest) {
		return (random) -> (random.nextInt(100) == 0) ? uniform(Duration.ZERO, longest, random)
				: Duration.ofNanos((long) (mean.toNanos() * -Math.log(1 - random.nextDouble())));
	}

	/**
	 * As the service that the rolling restarts are measured with: three in ten take 10 to
	 * 500 ms.
	 * @return the times
	 */
	static ServiceTimes ofRollingRestarts() {
		return (random) -> (random.nextInt(10) < 3) ? uniform(Duration.ofMillis(10), Duration.ofMillis(500), random)
				: Duration.ofMillis(3);
	}

	private static Duration uniform(Duration from, Duration to, RandomGenerator random) {
		return Duration.ofNanos((long) (from.toNanos() + (to.toNanos() - from.toNanos()) * random.nextDouble()));
	}

}
