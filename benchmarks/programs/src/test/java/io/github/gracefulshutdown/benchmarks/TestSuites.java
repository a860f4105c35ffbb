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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long a suite of {@code @SpringBootTest} classes takes, in a JVM of its own, with
 * and without the starter on its class path.
 */
public final class TestSuites {

	private static final String SUITE = "io.github.gracefulshutdown.benchmarks.service.Suite";

	private static final int TIMEOUT_SECONDS = 300;

	private TestSuites() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --pairs}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--pairs");
		Comparison comparison = new Comparison(
				"TestSuites: MOCK, RANDOM_PORT, paused and resumed contexts, @DirtiesContext, milliseconds",
				"milliseconds", 0, 1.05, false);
		System.exit(comparison.run(options.number("--pairs", 5), TestSuites::measure));
	}

	private static Measured measure(Service service) throws Exception {
		try (Scratch scratch = new Scratch()) {
			Path output = scratch.directory().resolve("suite.log");
			ProcessBuilder builder = new ProcessBuilder(command(service)).directory(scratch.directory().toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			double cpu = Measured.cpuOfEnded();
			long begin = System.nanoTime();
			Process process = builder.start();
			try {
				boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
				long end = System.nanoTime();
				if (!ended || process.exitValue() != 0) {
					throw new IllegalStateException("The suite failed:\n" + Files.readString(output));
				}
				return new Measured((end - begin) / 1e6, Measured.cpuOfEnded() - cpu);
			}
			finally {
				process.destroyForcibly();
			}
		}
	}

	private static List<String> command(Service service) throws Exception {
		Path target = service.module().resolve("target");
		String dependencies = Files.readString(target.resolve("class-path.txt")).strip();
		String classPath = String.join(File.pathSeparator, target.resolve("test-classes").toString(),
				target.resolve("classes").toString(), dependencies);
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return List.of(java, "-Xmx512m", "-cp", classPath, SUITE);
	}

}
