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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.gracefulshutdown.sample.deadline.Obstacle;
import io.github.gracefulshutdown.sample.deadline.StubbornService;

/**
 * Whether a process that does not want to stop ends by itself before the platform would
 * kill it, and with the exit code that tells how.
 */
public final class Deadlines {

	private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(1);

	private Deadlines() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --rounds} and {@code --parallel}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--rounds", "--parallel");
		int rounds = options.number("--rounds", 50);
		ExecutorService threads = Executors.newFixedThreadPool(options.number("--parallel", 3));
		boolean passed = true;
		try (Scratch scratch = new Scratch()) {
			System.out.println("Ends within " + StubbornService.GRACE_PERIOD.toSeconds()
					+ " s of SIGTERM, seconds to exit and exit codes");
			for (Set<Obstacle> obstacles : combinations()) {
				List<Future<End>> ends = new ArrayList<>();
				for (int i = 0; i < rounds; i++) {
					Path directory = Files.createTempDirectory(scratch.directory(), "stubborn");
					ends.add(threads.submit(() -> end(directory, obstacles)));
				}
				passed &= report(obstacles, ends);
			}
		}
		finally {
			threads.shutdownNow();
		}
		System.exit(passed ? 0 : 1);
	}

	private static List<Set<Obstacle>> combinations() {
		List<Set<Obstacle>> all = new ArrayList<>();
		for (Obstacle obstacle : Obstacle.values()) {
			all.add(EnumSet.of(obstacle));
		}
		all.add(EnumSet.allOf(Obstacle.class));
		return all;
	}

	private static End end(Path directory, Set<Obstacle> obstacles) throws Exception {
		try (StubbornService service = StubbornService.start(directory, obstacles, StubbornService.GRACE_PERIOD)) {
			Duration took = service.stop();
			return new End(took, service.process().awaitExit(EXIT_TIMEOUT));
		}
	}

	private static boolean report(Set<Obstacle> obstacles, List<Future<End>> ends) throws Exception {
		int expected = obstacles.stream().mapToInt(Obstacle::exitCode).max().orElseThrow();
		List<Double> seconds = new ArrayList<>();
		int inTime = 0;
		int asExpected = 0;
		for (Future<End> future : ends) {
			End end = future.get();
			seconds.add(end.took().toNanos() / 1e9);
			inTime += (end.took().compareTo(StubbornService.GRACE_PERIOD) < 0) ? 1 : 0;
			asExpected += (end.exitCode() == expected) ? 1 : 0;
		}
		String name = (obstacles.size() > 1) ? "all together"
				: obstacles.iterator().next().name().toLowerCase(Locale.ROOT);
		System.out.println(String.format(Locale.ROOT, "%-18s in time %3d of %3d   exit code %d: %3d   %s", name, inTime,
				ends.size(), expected, asExpected, Distribution.of(seconds).format(2)));
		return inTime == ends.size() && asExpected == ends.size();
	}

	/**
	 * How a process ended.
	 *
	 * @param took the time since {@code SIGTERM}
	 * @param exitCode its exit code
	 */
	private record End(Duration took, int exitCode) {

	}

}
