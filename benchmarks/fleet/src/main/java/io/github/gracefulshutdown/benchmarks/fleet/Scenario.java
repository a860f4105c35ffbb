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

/**
 * What the candidates have to deal with.
 *
 * @param instances how many instances there are
 * @param balancers how many balancers there are
 * @param notice how a balancer comes to know that an instance leaves
 * @param traffic what the clients do
 * @param connections the connections between balancers and instances
 * @param rollOut how the instances are replaced
 * @param end what follows the drain
 * @param gracePeriod what the platform allows
 * @param seed the seed of everything that is random
 */
record Scenario(int instances, int balancers, Notice notice, Traffic traffic, Connections connections, RollOut rollOut,
		End end, Duration gracePeriod, long seed) {

	Scenario with(Notice other) {
		return new Scenario(this.instances, this.balancers, other, this.traffic, this.connections, this.rollOut,
				this.end, this.gracePeriod, this.seed);
	}

	/**
	 * What the clients do.
	 *
	 * @param rate requests per second and instance
	 * @param times how long they take
	 */
	record Traffic(double rate, ServiceTimes times) {

	}

	/**
	 * The connections between balancers and instances.
	 *
	 * @param each how many a balancer holds to each instance
	 * @param lifetime when the balancer closes one that is not in use
	 * @param noticed how long it takes to notice that an idle one was closed by the other
	 * side
	 */
	record Connections(int each, Duration lifetime, Duration noticed) {

	}

	/**
	 * What follows the drain.
	 *
	 * @param close how long until the connections are closed
	 * @param exit how long until the process has gone
	 */
	record End(Duration close, Duration exit) {

	}

	/**
	 * How the instances are replaced.
	 *
	 * @param restarts how many are replaced, one after the other and from the start again
	 * @param atOnce how many at the same time
	 * @param beside whether a replacement starts when the old process is told to stop,
	 * not when it has gone
	 * @param startUp how long one takes to become ready
	 * @param pause how long to wait before the next
	 */
	record RollOut(int restarts, int atOnce, boolean beside, Duration startUp, Duration pause) {

	}

}
