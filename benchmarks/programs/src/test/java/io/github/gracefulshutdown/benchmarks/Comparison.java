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

package io.github.gracefulshutdown.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures both services in turn and compares them pair by pair, as what else the machine
 * does changes from minute to minute.
 *
 * @param title what is measured
 * @param cpu what the processor time means, if it is measured
 * @param decimals how many decimals of the values tell something
 * @param bar the bar for the median ratio of starter to plain
 * @param higherIsBetter whether the ratio must be at least the bar, or at most
 */
record Comparison(String title, String cpu, int decimals, double bar, boolean higherIsBetter) {

	/**
	 * Measure and print.
	 * @param pairs how many pairs
	 * @param measurement measures one service once
	 * @return the exit status: 0 if the median ratio passes the bar
	 * @throws Exception if a measurement fails
	 */
	int run(int pairs, Measurement measurement) throws Exception {
		return runPairs(pairs, (order) -> {
			Map<Service, Measured> both = new EnumMap<>(Service.class);
			for (Service service : order) {
				both.put(service, measurement.measure(service));
			}
			return both;
		});
	}

	/**
	 * Measure and print.
	 * @param pairs how many pairs
	 * @param measurement measures both services
	 * @return the exit status: 0 if the median ratio passes the bar
	 * @throws Exception if a measurement fails
	 */
	int runPairs(int pairs, PairMeasurement measurement) throws Exception {
		List<Map<Service, Measured>> all = new ArrayList<>();
		System.out.println(this.title);
		for (int pair = 0; pair < pairs; pair++) {
			Map<Service, Measured> both = measurement.measure(order(pair));
			all.add(both);
			double plain = both.get(Service.PLAIN).value();
			double starter = both.get(Service.STARTER).value();
			String number = "%10." + this.decimals + "f";
			say("pair %3d   plain" + number + "   starter" + number + "   ratio %6.3f", pair + 1, plain, starter,
					starter / plain);
		}
		Distribution ratios = summarize(all, Measured::value, this.decimals);
		if (!this.cpu.isEmpty()) {
			say("processor time, %s", this.cpu);
			summarize(all, Measured::cpu, 1);
		}
		return conclude(ratios.median());
	}

	// The one that goes first changes, in case that matters
	private static List<Service> order(int pair) {
		return (pair % 2 == 0) ? List.of(Service.PLAIN, Service.STARTER) : List.of(Service.STARTER, Service.PLAIN);
	}

	private static Distribution summarize(List<Map<Service, Measured>> all, ToDoubleFunction<Measured> value,
			int decimals) {
		for (Service service : order(0)) {
			List<Double> values = all.stream().map((both) -> value.applyAsDouble(both.get(service))).toList();
			say("%-8s  %s", service.label(), Distribution.of(values).format(decimals));
		}
		Distribution ratios = Distribution.of(all.stream()
			.map((both) -> value.applyAsDouble(both.get(Service.STARTER))
					/ value.applyAsDouble(both.get(Service.PLAIN)))
			.toList());
		say("ratio     %s", ratios.format(3));
		return ratios;
	}

	private int conclude(double ratio) {
		boolean passed = this.higherIsBetter ? ratio >= this.bar : ratio <= this.bar;
		say("median of the pairwise ratios starter / plain: %.3f, bar: at %s %.2f: %s", ratio,
				this.higherIsBetter ? "least" : "most", this.bar, passed ? "passed" : "MISSED");
		return passed ? 0 : 1;
	}

	private static void say(String format, Object... arguments) {
		System.out.println(String.format(Locale.ROOT, format, arguments));
	}

	/**
	 * Measures one service once.
	 */
	@FunctionalInterface
	interface Measurement {

		/**
		 * Measure.
		 * @param service the service
		 * @return what was measured
		 * @throws Exception if there is nothing
		 */
		Measured measure(Service service) throws Exception;

	}

	/**
	 * Measures both services once, so that they have the same conditions.
	 */
	@FunctionalInterface
	interface PairMeasurement {

		/**
		 * Measure.
		 * @param order the services, in the order in which they get their turn
		 * @return what was measured, for both
		 * @throws Exception if there is nothing
		 */
		Map<Service, Measured> measure(List<Service> order) throws Exception;

	}

}
