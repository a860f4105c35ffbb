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
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * How much memory of the machine a service holds that has been used a little and rests,
 * after a garbage collection.
 */
public final class IdleMemory {

	private static final String RESIDENT = "VmRSS:";

	// A heap that shrinks to what is in it, as its size says more about the past
	private static final String[] OPTIONS = { "-Xmx256m", "-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=5",
			"-XX:MaxHeapFreeRatio=10" };

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private IdleMemory() {
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
		Comparison comparison = new Comparison("IdleMemory: resident set, MB", "", 1, 1.03, false);
		return comparison.run(options.number("--pairs", 10), IdleMemory::measure);
	}

	private static Measured measure(Service service) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess process = service.launcher(scratch.directory())
					.withJvmOptions(OPTIONS)
					.start()
					.awaitReady()) {
			for (int i = 0; i < 10; i++) {
				Requests.use(process, "/hello");
			}
			collectGarbage(process.pid());
			return Measured.of(residentKilobytes(process.pid()) / 1024.0);
		}
	}

	private static void collectGarbage(long pid) throws IOException, InterruptedException {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
			process.destroy();
			throw new IllegalStateException("No garbage collection in process " + pid);
		}
	}

	private static long residentKilobytes(long pid) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))
			.stream()
			.filter((line) -> line.startsWith(RESIDENT))
			.map((line) -> line.substring(RESIDENT.length()).replace("kB", "").strip())
			.findFirst()
			.map(Long::valueOf)
			.orElseThrow(() -> new IllegalStateException("No resident set of process " + pid));
	}

}
