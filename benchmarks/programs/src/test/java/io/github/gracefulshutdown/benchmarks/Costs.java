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

/**
 * What the starter costs a service that does not stop, and one that does, in one run.
 */
public final class Costs {

	private Costs() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --pairs}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--pairs");
		// Throughput last, as it leaves this process on one core
		int missed = StartUp.run(options) + IdleMemory.run(options) + IdleExit.run(options) + Throughput.run(options);
		System.exit((missed == 0) ? 0 : 1);
	}

}
