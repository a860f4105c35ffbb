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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a job and a counted request cost while nothing shuts down: time and memory, on one
 * thread and on many.
 */
public final class Overhead {

	private static final int MANY = 8;

	private static final double JOB_NANOS = 200;

	// Eight threads together must do at least 80% of what one does alone
	private static final double COLLAPSE = 1.25;

	private static final double REQUEST_NANOS = 100;

	private static final double REQUEST_BYTES = 64;

	private final int forks;

	private final int seconds;

	private boolean passed = true;

	private Overhead(int forks, int seconds) {
		this.forks = forks;
		this.seconds = seconds;
	}

	/**
	 * Run the program.
	 * @param arguments {@code --forks} and {@code --seconds}
	 * @throws RunnerException if it cannot measure
	 */
	public static void main(String[] arguments) throws RunnerException {
		Overhead overhead = new Overhead(option(arguments, "--forks", 3), option(arguments, "--seconds", 5));
		System.exit(overhead.run() ? 0 : 1);
	}

	private static int option(String[] arguments, String name, int defaultValue) {
		int index = List.of(arguments).indexOf(name);
		return (index < 0) ? defaultValue : Integer.parseInt(arguments[index + 1]);
	}

	private boolean run() throws RunnerException {
		System.out.println(
				Runtime.getRuntime().availableProcessors() + " processors, Java " + System.getProperty("java.version"));
		Cost job = measure("JobBenchmark.job", 1);
		measure("JobBenchmark.job", 2);
		measure("JobBenchmark.job", 4);
		Cost jobs = measure("JobBenchmark.job", MANY);
		Cost bare = measure("FilterBenchmark.baseline", 1);
		Cost request = measure("FilterBenchmark.filter", 1);
		measure("FilterBenchmark.baseline", MANY);
		measure("FilterBenchmark.filter", MANY);
		bar("a job on one thread, ns", job.nanos(), JOB_NANOS);
		bar("all jobs per second, one thread / " + MANY + " threads", job.perSecond() / jobs.perSecond(), COLLAPSE);
		bar("a request on one thread above the baseline, ns", request.nanos() - bare.nanos(), REQUEST_NANOS);
		bar("a request on one thread above the baseline, bytes", request.bytes() - bare.bytes(), REQUEST_BYTES);
		return this.passed;
	}

	private Cost measure(String benchmark, int threads) throws RunnerException {
		Collection<RunResult> results = new Runner(new OptionsBuilder().include(benchmark + "$")
			.threads(threads)
			.forks(this.forks)
			.warmupIterations(this.seconds)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(this.seconds)
			.measurementTime(TimeValue.seconds(1))
			.mode(Mode.AverageTime)
			.timeUnit(TimeUnit.NANOSECONDS)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		RunResult result = results.iterator().next();
		Cost cost = new Cost(threads, result.getPrimaryResult().getScore(),
				Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());
		System.out.println(String.format(Locale.ROOT,
				"%-24s threads %d  %8.1f ns ± %5.1f  %6.1f bytes  %6.2f million/s", benchmark, threads, cost.nanos(),
				result.getPrimaryResult().getScoreError(), cost.bytes(), cost.perSecond() / 1e6));
		return cost;
	}

	private void bar(String what, double value, double atMost) {
		boolean held = value <= atMost;
		this.passed &= held;
		System.out.println(String.format(Locale.ROOT, "%-52s %7.2f, at most %6.2f: %s", what, value, atMost,
				held ? "passed" : "MISSED"));
	}

	/**
	 * What one operation costs.
	 *
	 * @param threads how many threads do it at the same time
	 * @param nanos how long it takes each of them
	 * @param bytes how much memory it takes
	 */
	private record Cost(int threads, double nanos, double bytes) {

		double perSecond() {
			return this.threads * 1e9 / this.nanos;
		}

	}

}
