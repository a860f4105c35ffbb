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

import java.util.Collection;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Measured values in ascending order.
 *
 * @param sorted the values
 */
record Distribution(double[] sorted) {

	static Distribution of(Collection<Double> values) {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("Nothing was measured");
		}
		return new Distribution(values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray());
	}

	double min() {
		return this.sorted[0];
	}

	double max() {
		return this.sorted[this.sorted.length - 1];
	}

	/**
	 * The value in the middle, or the mean of the two in the middle.
	 */
	double median() {
		int middle = this.sorted.length / 2;
		return (this.sorted.length % 2 == 1) ? this.sorted[middle]
				: (this.sorted[middle - 1] + this.sorted[middle]) / 2;
	}

	/**
	 * The smallest value that is not exceeded by so many percent of them.
	 */
	double percentile(int percent) {
		return this.sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * this.sorted.length) - 1)];
	}

	String format(int decimals) {
		String number = "%10." + decimals + "f";
		return String.format(Locale.ROOT, "min" + number + "   median" + number + "   max" + number, min(), median(),
				max());
	}

}
