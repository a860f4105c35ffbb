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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.gracefulshutdown.sample.process.Balancer;
import io.github.gracefulshutdown.sample.process.LoadDriver;
import io.github.gracefulshutdown.sample.process.LoadFailure;
import io.github.gracefulshutdown.sample.process.LoadProfile;
import io.github.gracefulshutdown.sample.process.LoadReport;
import io.github.gracefulshutdown.sample.process.ServiceInstance;
import io.github.gracefulshutdown.sample.process.ServiceInstance.Stop;
import io.github.gracefulshutdown.sample.process.ServiceLauncher;

/**
 * How many requests fail while two instances are restarted in turn behind a balancer that
 * goes on sending to a stopping one for a while.
 */
public final class RollingRestarts {

	private static final Duration MAX_RESTART = Duration.ofSeconds(90);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int FAILURES_SHOWN = 5;

	private final int restarts;

	private final int rate;

	private final int connections;

	private final boolean keepConnections;

	private final Duration preStop;

	private RollingRestarts(Options options) {
		this.restarts = options.number("--restarts", 20);
		this.rate = options.number("--rate", 300);
		this.connections = options.number("--connections", 64);
		this.keepConnections = options.number("--keep-connections", 1) != 0;
		this.preStop = options.seconds("--pre-stop", 5);
	}

	/**
	 * Run the program.
	 * @param arguments {@code --candidates}, {@code --lags}, {@code --restarts},
	 * {@code --rate}, {@code --connections}, {@code --keep-connections} and
	 * {@code --pre-stop}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--candidates", "--lags", "--restarts", "--rate", "--connections",
				"--keep-connections", "--pre-stop");
		RollingRestarts program = new RollingRestarts(options);
		List<Candidate> candidates = options.list("--candidates", "starter,plain,plain-pre-stop")
			.stream()
			.map(Candidate::of)
			.toList();
		say("RollingRestarts: %d restarts, %d requests/s on %d keep-alive connections, none retried", program.restarts,
				program.rate, program.connections);
		boolean passed = true;
		for (String lag : options.list("--lags", "0,2,5,8")) {
			for (Candidate candidate : candidates) {
				boolean clean = program.run(candidate, Duration.ofSeconds(Long.parseLong(lag)));
				passed = passed && (clean || candidate != Candidate.STARTER);
			}
		}
		say("bar: no failed request and no exit code but 0 with the starter: %s", passed ? "passed" : "MISSED");
		System.exit(passed ? 0 : 1);
	}

	private boolean run(Candidate candidate, Duration lag) throws Exception {
		List<Stop> stops = new ArrayList<>();
		LoadProfile profile = LoadProfile.mixed(this.rate, MAX_RESTART.multipliedBy(this.restarts + 1L));
		try (Scratch scratch = new Scratch();
				Balancer balancer = new Balancer(this.connections / 2, this.keepConnections);
				ServiceInstance first = instance(candidate, scratch.directory(), "first", balancer).start();
				ServiceInstance second = instance(candidate, scratch.directory(), "second", balancer).start();
				LoadDriver load = new LoadDriver(balancer, profile, new BenchmarkTraffic())) {
			first.enter();
			second.enter();
			load.start();
			for (int i = 0; i < this.restarts; i++) {
				stops.add(restart(candidate, (i % 2 == 0) ? first : second, lag));
			}
			return report(candidate, lag, stops, load.stop());
		}
	}

	private static ServiceInstance instance(Candidate candidate, Path directory, String name, Balancer balancer)
			throws IOException {
		ServiceLauncher launcher = candidate.service()
			.launcher(directory)
			.named(name)
			.with("--graceful-shutdown.lame-duck.min-duration=2s", "--graceful-shutdown.lame-duck.quiet-period=2s",
					"--graceful-shutdown.lame-duck.max-duration=15s", "--graceful-shutdown.platform-grace-period=40s");
		return new ServiceInstance(launcher, balancer);
	}

	private Stop restart(Candidate candidate, ServiceInstance instance, Duration lag) throws Exception {
		Requests.rest(instance.process(), PAUSE);
		Duration preStop = candidate.hasPreStop() ? this.preStop : Duration.ZERO;
		Stop stop = instance.stop(preStop, lag, () -> {
		});
		instance.start().enter();
		return stop;
	}

	private static boolean report(Candidate candidate, Duration lag, List<Stop> stops, LoadReport report) {
		Map<Integer, Integer> exitCodes = new TreeMap<>();
		stops.forEach((stop) -> exitCodes.merge(stop.exitCode(), 1, Integer::sum));
		Distribution took = Distribution.of(stops.stream().map((stop) -> stop.took().toNanos() / 1e9).toList());
		say("%-14s  lag %d s   %6d requests, %4d failed %s", candidate.label(), lag.toSeconds(), report.finished(),
				report.failed(), report.failuresByKind());
		say("                SIGTERM to exit, seconds: %s   exit codes %s   latest request %d ms", took.format(2),
				exitCodes, report.latest().toMillis());
		if (candidate == Candidate.STARTER) {
			report.failures().stream().limit(FAILURES_SHOWN).map(LoadFailure::toString).forEach(System.out::println);
		}
		return report.failed() == 0 && exitCodes.keySet().equals(Set.of(0));
	}

	private static void say(String format, Object... arguments) {
		System.out.println(String.format(Locale.ROOT, format, arguments));
	}

}
