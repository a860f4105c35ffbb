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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many requests fail and how long it takes when a large fleet is replaced, for
 * several settings of the lame duck and several kinds of balancers: in simulated time,
 * with the classes of the engine. Can be compared with what {@code RollingRestarts} has
 * measured.
 */
public final class Fleet {

	private static final String CANDIDATES = "plain,pre-stop-5,0/0,0/2,2/0,2/2,5/0,5/1,5/2,5/5,10/0,10/2";

	private static final String NOTICES = "1,2,5,10,1x2,5x2";

	private static final List<String> OPTIONS = List.of("--candidates", "--notices", "--instances", "--balancers",
			"--rate", "--mean", "--longest", "--connections", "--lifetime", "--closed", "--at-once", "--beside",
			"--start-up", "--close", "--exit", "--grace-period", "--seed", "--json", "--compare-with");

	private Fleet() {
	}

	/**
	 * Run the program.
	 * @param arguments the options in the README
	 * @throws Exception if it cannot simulate
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, OPTIONS);
		String measured = options.text("--compare-with");
		System.exit((measured != null) ? compare(Path.of(measured), options.number("--seed", 42)) : simulate(options));
	}

	private static int simulate(Options options) throws IOException, InterruptedException, ExecutionException {
		List<Candidate> candidates = options.list("--candidates", CANDIDATES).stream().map(Candidate::of).toList();
		List<Notice> notices = options.list("--notices", NOTICES).stream().map(Notice::of).toList();
		Scenario scenario = scenario(options, notices.get(0));
		say("Fleet: %d instances behind %d balancers, %.1f requests/s to each, %d replaced at a time",
				scenario.instances(), scenario.balancers(), scenario.traffic().rate(), scenario.rollOut().atOnce());
		List<Callable<Result>> runs = new ArrayList<>();
		for (Candidate candidate : candidates) {
			notices.forEach((notice) -> runs.add(() -> Simulation.run(scenario.with(notice), candidate)));
		}
		List<Result> results = all(runs);
		FleetTable table = new FleetTable(candidates, notices, results);
		System.out.println(table.markdown());
		Files.writeString(Path.of(options.text("--json", "fleet.json")), table.json());
		return 0;
	}

	private static Scenario scenario(Options options, Notice notice) {
		int instances = options.number("--instances", 1000);
		return new Scenario(instances, options.number("--balancers", 8), notice,
				new Scenario.Traffic(options.decimal("--rate", 10),
						ServiceTimes.mostlyShort(options.seconds("--mean", 0.05), options.seconds("--longest", 5))),
				new Scenario.Connections(options.number("--connections", 2), options.seconds("--lifetime", 60),
						options.seconds("--closed", 0.01)),
				new Scenario.RollOut(instances, options.number("--at-once", Math.max(1, instances / 4)),
						Boolean.parseBoolean(options.text("--beside", "false")), options.seconds("--start-up", 8),
						Seconds.of(0)),
				new Scenario.End(options.seconds("--close", 0.02), options.seconds("--exit", 0.15)),
				options.seconds("--grace-period", 30), options.number("--seed", 42));
	}

	private static int compare(Path measured, long seed) throws IOException {
		List<Comparison> comparisons = RealRun.read(Files.readString(measured))
			.stream()
			.map((run) -> new Comparison(run, Simulation.run(run.scenario(seed), run.simulated())))
			.toList();
		System.out.println(Comparison.markdown(comparisons));
		boolean passed = comparisons.stream().allMatch(Comparison::isAsPredicted);
		say("bar: no failure with the starter and its time to exit within 15%%, failures of the others within a factor of"
				+ " 2: %s", passed ? "passed" : "MISSED");
		return passed ? 0 : 1;
	}

	private static List<Result> all(List<Callable<Result>> runs) throws InterruptedException, ExecutionException {
		ExecutorService processors = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
		try {
			List<Result> results = new ArrayList<>();
			for (Future<Result> run : processors.invokeAll(runs)) {
				results.add(run.get());
			}
			return results;
		}
		finally {
			processors.shutdownNow();
		}
	}

	private static void say(String format, Object... arguments) {
		System.out.println(String.format(Locale.ROOT, format, arguments));
	}

}
