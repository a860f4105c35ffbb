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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.gracefulshutdown.benchmarks.faults.FaultyLauncher;
import io.github.gracefulshutdown.benchmarks.faults.Plan;
import io.github.gracefulshutdown.benchmarks.faults.Plans;
import io.github.gracefulshutdown.benchmarks.faults.Trial;
import io.github.gracefulshutdown.benchmarks.faults.Verdict;

/**
 * Whether a process always ends inside its deadline, and answers each request that it can
 * answer, while one or two things go wrong.
 */
public final class Faults {

	private Faults() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --plans}, {@code --from}, {@code --seed},
	 * {@code --parallel}; to replay plans, their numbers as {@code --plan} with the seed,
	 * or the line of one as {@code --replay}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--plans", "--seed", "--plan", "--replay", "--parallel", "--from");
		int seed = options.number("--seed", (int) (System.nanoTime() & 0xFFFFFF));
		List<Plan> plans = plans(options, seed);
		ExecutorService threads = Executors.newFixedThreadPool(options.number("--parallel", 3));
		System.out.println("Faults: %d plans of seed %d".formatted(plans.size(), seed));
		boolean passed;
		try (Scratch scratch = new Scratch()) {
			FaultyLauncher launcher = FaultyLauncher.prepare(scratch.directory());
			List<Future<Verdict>> verdicts = new ArrayList<>();
			for (Plan plan : plans) {
				verdicts.add(threads.submit(() -> run(plan, launcher, scratch.directory())));
			}
			passed = report(plans, verdicts);
		}
		finally {
			threads.shutdownNow();
		}
		System.exit(passed ? 0 : 1);
	}

	private static List<Plan> plans(Options options, int seed) {
		String line = options.text("--replay", "");
		if (!line.isEmpty()) {
			return List.of(Plan.parse(line));
		}
		if (!options.text("--plan", "").isEmpty()) {
			return options.list("--plan", "")
				.stream()
				.map(Integer::valueOf)
				.map((number) -> plan(seed, number))
				.toList();
		}
		List<Plan> all = Plans.draw(seed, options.number("--plans", 500));
		return all.subList(options.number("--from", 1) - 1, all.size());
	}

	private static Plan plan(int seed, int number) {
		return Plans.draw(seed, number).get(number - 1);
	}

	private static Verdict run(Plan plan, FaultyLauncher launcher, Path scratch) throws Exception {
		Path directory = Files.createTempDirectory(scratch, "plan-" + plan.number() + "-");
		Verdict verdict = new Trial(plan, launcher, directory).run();
		System.out.println(verdict);
		return verdict;
	}

	private static boolean report(List<Plan> plans, List<Future<Verdict>> verdicts) throws InterruptedException {
		int inTime = 0;
		long answered = 0;
		long dropped = 0;
		List<Plan> failed = new ArrayList<>();
		for (int i = 0; i < plans.size(); i++) {
			try {
				Verdict verdict = verdicts.get(i).get();
				inTime += verdict.isInTime() ? 1 : 0;
				answered += verdict.answered();
				dropped += verdict.dropped();
				if (!verdict.passed()) {
					failed.add(plans.get(i));
				}
			}
			catch (ExecutionException ex) {
				System.out.println("FAILED %s   could not be carried out: %s".formatted(plans.get(i), ex.getCause()));
				failed.add(plans.get(i));
			}
		}
		System.out.println("%d of %d plans ended in time, %d passed; requests answered %d, dropped %d".formatted(inTime,
				plans.size(), plans.size() - failed.size(), answered, dropped));
		failed.forEach((plan) -> System.out.println("to replay: benchmarks/run Faults --replay '" + plan + "'"));
		return failed.isEmpty();
	}

}
