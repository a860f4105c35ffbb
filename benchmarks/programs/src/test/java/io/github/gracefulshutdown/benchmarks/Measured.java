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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What was measured once.
 *
 * @param value the value, as time goes by on the clock
 * @param cpu processor time for the same, or {@code NaN} if unknown: it suffers less from
 * what else the machine does
 */
record Measured(double value, double cpu) {

	/**
	 * The unit of time in {@code /proc/self/stat} is 10 ms on Linux.
	 */
	private static final double MILLIS_PER_TICK = 10;

	private static final int USER_TIME_OF_CHILDREN = 13;

	static Measured of(double value) {
		return new Measured(value, Double.NaN);
	}

	/**
	 * The processor time of a running process so far, in milliseconds.
	 */
	static double cpuOf(long pid) {
		return ProcessHandle.of(pid)
			.flatMap((process) -> process.info().totalCpuDuration())
			.map(Duration::toMillis)
			.map(Long::doubleValue)
			.orElse(Double.NaN);
	}

	/**
	 * The processor time of all processes that this one started and that have ended, in
	 * milliseconds.
	 */
	static double cpuOfEnded() {
		try {
			String stat = Files.readString(Path.of("/proc/self/stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return MILLIS_PER_TICK * (Long.parseLong(fields[USER_TIME_OF_CHILDREN])
					+ Long.parseLong(fields[USER_TIME_OF_CHILDREN + 1]));
		}
		catch (IOException ex) {
			return Double.NaN;
		}
	}

}
