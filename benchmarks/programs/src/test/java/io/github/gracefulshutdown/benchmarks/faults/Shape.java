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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ordinary traffic of a plan.
 *
 * @param connections how many clients send quick requests, each on its connection
 * @param pause how long each of them rests between two requests, in milliseconds
 * @param inFlight how long the requests take that are under way at the signal, in
 * milliseconds
 * @param lameDuck how long the lame duck lasts, in milliseconds
 */
record Shape(int connections, int pause, List<Integer> inFlight, int lameDuck) {

	static Shape random(RandomGenerator random) {
		List<Integer> inFlight = random.ints(random.nextInt(1, 3), 300, 801).boxed().toList();
		return new Shape(random.nextInt(2, 7), random.nextInt(10, 61), inFlight, random.nextInt(500, 1001));
	}

}
