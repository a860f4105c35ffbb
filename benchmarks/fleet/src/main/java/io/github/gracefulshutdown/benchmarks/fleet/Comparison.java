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

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was measured and what the simulation says about it.
 *
 * @param real what was measured
 * @param simulated what was simulated
 */
record Comparison(RealRun real, Result simulated) {

	private static final double EXIT_TOLERANCE = 0.15;

	private static final double FAILURE_FACTOR = 2;

	/**
	 * Whether the simulation is as close as it has to be.
	 * @return whether it is
	 */
	boolean isAsPredicted() {
		double ratio = this.simulated.perRestart() / this.real.failedPerRestart();
		if (this.real.isStarter()) {
			return this.real.failed() == 0 && this.simulated.failed() == 0
					&& Math.abs(exitRatio() - 1) <= EXIT_TOLERANCE;
		}
		return (this.real.failed() == 0) ? this.simulated.failed() == 0
				: ratio <= FAILURE_FACTOR && ratio >= 1 / FAILURE_FACTOR;
	}

	private double exitRatio() {
		return Seconds.of(this.simulated.exit()) / Seconds.of(this.real.exit());
	}

	static String markdown(List<Comparison> comparisons) {
		return comparisons.stream()
			.map(Comparison::row)
			.collect(Collectors.joining("\n",
					"| balancer | candidate | failed per restart, measured | simulated | to exit, measured | simulated"
							+ " | as predicted |\n|---|---|---|---|---|---|---|\n",
					"\n"));
	}

	private String row() {
		return String.format(Locale.ROOT, "| %s | %s | %.1f | %.1f | %.2f s | %.2f s | %s |", this.real.balancer(),
				this.real.candidate(), this.real.failedPerRestart(), this.simulated.perRestart(),
				Seconds.of(this.real.exit()), Seconds.of(this.simulated.exit()), isAsPredicted() ? "yes" : "NO");
	}

}
