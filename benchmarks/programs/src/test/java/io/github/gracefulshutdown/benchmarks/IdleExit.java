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

import java.time.Duration;

import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * How long an idle service without lame duck takes from {@code SIGTERM} to the end of its
 * process.
 */
public final class IdleExit {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private IdleExit() {
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
		Comparison comparison = new Comparison("IdleExit: idle SIGTERM to exit, milliseconds", "", 1, 1.05, false);
		return comparison.run(options.number("--pairs", 20), IdleExit::measure);
	}

	private static Measured measure(Service service) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess process = service.launcher(scratch.directory()).start().awaitReady()) {
			Requests.use(process, "/hello");
			long signalledAt = process.terminate();
			process.awaitExit(TIMEOUT);
			return Measured.of((process.exitedAt().join() - signalledAt) / 1e6);
		}
	}

}
