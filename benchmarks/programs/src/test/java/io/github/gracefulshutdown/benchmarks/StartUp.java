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

import io.github.gracefulshutdown.test.process.OutputLine;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * How long a service takes from the start of its process to the line that says that it
 * has started.
 */
public final class StartUp {

	private static final String STARTED = "Started BenchmarkServiceApplication in ";

	private StartUp() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --pairs}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		System.exit(run(Options.parse(arguments, "--pairs")));
	}

	/**
	 * Measure and print.
	 * @param options {@code --pairs}
	 * @return 0 if the bar is passed
	 * @throws Exception if it cannot measure
	 */
	static int run(Options options) throws Exception {
		Comparison comparison = new Comparison("StartUp: process start to started, milliseconds",
				"milliseconds until ready", 0, 1.05, false);
		return comparison.run(options.number("--pairs", 10), StartUp::measure);
	}

	private static Measured measure(Service service) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess process = service.launcher(scratch.directory()).start().awaitReady()) {
			double cpu = Measured.cpuOf(process.pid());
			return new Measured((startedAt(process) - process.startedAt()) / 1e6, cpu);
		}
	}

	private static long startedAt(ServiceProcess process) {
		return process.output()
			.lines()
			.stream()
			.filter((line) -> line.text().contains(STARTED))
			.findFirst()
			.map(OutputLine::nanos)
			.orElseThrow(() -> new IllegalStateException("Not started:\n" + process.output()));
	}

}
