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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Draws plans: first each fault alone, then pairs in random order, none twice before all
 * were drawn. A plan does not depend on how many there are.
 */
public final class Plans {

	private Plans() {
	}

	/**
	 * Draw plans.
	 * @param seed what they depend on
	 * @param count how many
	 * @return the plans
	 */
	public static List<Plan> draw(int seed, int count) {
		Random random = new Random(seed);
		List<List<Fault>> pairs = pairs();
		Collections.shuffle(pairs, random);
		List<List<Fault>> faults = new ArrayList<>();
		for (Fault fault : Fault.values()) {
			faults.add(List.of(fault));
		}
		List<Plan> plans = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int pair = i - faults.size();
			List<Fault> those = (pair < 0) ? faults.get(i) : pairs.get(pair % pairs.size());
			plans.add(new Plan(seed, i + 1, those, Shape.random(random)));
		}
		return plans;
	}

	private static List<List<Fault>> pairs() {
		List<List<Fault>> pairs = new ArrayList<>();
		for (Fault one : Fault.values()) {
			for (Fault other : Fault.values()) {
				if (one.compareTo(other) < 0 && one.fits(other)) {
					pairs.add(List.of(one, other));
				}
			}
		}
		return pairs;
	}

}
