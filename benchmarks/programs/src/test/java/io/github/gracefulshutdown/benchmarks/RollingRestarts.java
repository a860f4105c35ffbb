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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.gracefulshutdown.sample.deploy.ServerProgram;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadDriver;
import io.github.gracefulshutdown.test.process.LoadFailure;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.LoadReport;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ServiceInstance.Stop;

/**
 * How many requests fail while two instances are restarted in turn: behind a balancer
 * that goes on sending to a stopping one for a while, and behind a real HAProxy. The
 * candidates take turns, so that a noisy machine treats all of them alike.
 */
public final class RollingRestarts {

	private static final String HAPROXY = "haproxy";

	private static final Duration MAX_RESTART = Duration.ofSeconds(90);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	// HAProxy needs one; a lame duck of two has room for its probes
	private static final Duration HAPROXY_LAG = Duration.ofSeconds(2);

	private static final int FAILURES_SHOWN = 5;

	private final int restarts;

	private final int rate;

	private final int connections;

	private final Map<String, RollingCell> cells = new LinkedHashMap<>();

	private RollingRestarts(Options options) {
		this.restarts = options.number("--restarts", 2);
		this.rate = options.number("--rate", 300);
		this.connections = options.number("--connections", 64);
	}

	/**
	 * Run the program.
	 * @param arguments {@code --candidates}, {@code --balancers}, {@code --rounds},
	 * {@code --restarts}, {@code --rate}, {@code --connections} and {@code --json}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--candidates", "--balancers", "--rounds", "--restarts", "--rate",
				"--connections", "--json");
		RollingRestarts program = new RollingRestarts(options);
		int rounds = options.number("--rounds", 5);
		say("RollingRestarts: %d rounds of %d restarts, %d requests/s on %d keep-alive connections, none retried",
				rounds, program.restarts, program.rate, program.connections);
		for (int round = 1; round <= rounds; round++) {
			for (String balancer : options.list("--balancers", "0,2,5,10," + HAPROXY)) {
				for (String candidate : options.list("--candidates",
						"starter,plain,plain-immediate,plain-pre-stop,quarkus,quarkus-by-lag,micronaut")) {
					program.run(round, Candidate.of(candidate), balancer);
				}
			}
		}
		System.out.println(RollingTable.markdown(program.cells.values()));
		Files.writeString(Path.of(options.text("--json", "rolling-restarts.json")),
				RollingTable.json(program.cells.values()));
		boolean passed = program.cells.values().stream().allMatch(RollingRestarts::isAsPromised);
		say("bar: no failed request and no exit code but 0 with the starter: %s", passed ? "passed" : "MISSED");
		System.exit(passed ? 0 : 1);
	}

	private static boolean isAsPromised(RollingCell cell) {
		return !cell.candidate().isStarter() || (cell.failed() == 0 && cell.exitCodes().keySet().equals(Set.of(0)));
	}

	private void run(int round, Candidate candidate, String balancer) throws Exception {
		RollingCell cell = this.cells.computeIfAbsent(balancer + " " + candidate.label(),
				(key) -> new RollingCell(candidate, label(balancer)));
		List<Stop> stops = new ArrayList<>();
		try (Scratch scratch = new Scratch()) {
			LoadReport report = balancer.equals(HAPROXY) ? behindHaproxy(candidate, scratch.directory(), stops)
					: behindLag(candidate, scratch.directory(), Duration.ofSeconds(Long.parseLong(balancer)), stops);
			stops.forEach(cell::add);
			cell.add(report);
			say("round %d  %-8s  %-16s %6d requests, %4d failed %s", round, label(balancer), candidate.label(),
					report.finished(), report.failed(), report.failuresByKind());
			if (candidate.isStarter()) {
				report.failures()
					.stream()
					.limit(FAILURES_SHOWN)
					.map(LoadFailure::toString)
					.forEach(System.out::println);
			}
		}
	}

	private static String label(String balancer) {
		return balancer.equals(HAPROXY) ? balancer : "lag " + balancer + " s";
	}

	private LoadReport behindLag(Candidate candidate, Path directory, Duration lag, List<Stop> stops) throws Exception {
		try (Balancer balancer = new Balancer(this.connections / 2, true);
				ServiceInstance first = instance(candidate, directory, "first", lag, balancer).start();
				ServiceInstance second = instance(candidate, directory, "second", lag, balancer).start();
				LoadDriver load = new LoadDriver(balancer, profile(), new BenchmarkTraffic())) {
			first.enter();
			second.enter();
			load.start();
			for (int i = 0; i < this.restarts; i++) {
				ServiceInstance instance = (i % 2 == 0) ? first : second;
				Requests.rest(instance.process(), PAUSE);
				stops.add(instance.stop(candidate.preStop(), lag, () -> {
				}));
				instance.start().enter();
			}
			return load.stop();
		}
	}

	private LoadReport behindHaproxy(Candidate candidate, Path directory, List<Stop> stops) throws Exception {
		int firstPort = ServerProgram.findFreePort();
		int secondPort = ServerProgram.findFreePort();
		try (ServiceInstance first = new ServiceInstance(candidate.launcher(directory, "first", firstPort, HAPROXY_LAG))
			.start();
				ServiceInstance second = new ServiceInstance(
						candidate.launcher(directory, "second", secondPort, HAPROXY_LAG))
					.start()) {
			first.enter();
			second.enter();
			try (HaproxyServer haproxy = new HaproxyServer(directory, firstPort, secondPort);
					Balancer clients = new Balancer(this.connections);
					LoadDriver load = new LoadDriver(clients, profile(), new BenchmarkTraffic())) {
				clients.enter(HAPROXY, haproxy.port());
				load.start();
				for (int i = 0; i < this.restarts; i++) {
					restart(candidate, (i % 2 == 0) ? first : second, stops);
				}
				return load.stop();
			}
		}
	}

	// It is back in HAProxy's rotation before the other one leaves it
	private static void restart(Candidate candidate, ServiceInstance instance, List<Stop> stops) throws Exception {
		Requests.rest(instance.process(), PAUSE);
		if (!candidate.preStop().isZero()) {
			Requests.rest(instance.process(), candidate.preStop());
		}
		stops.add(instance.stop(() -> {
		}));
		instance.start().enter();
		Requests.rest(instance.process(), PAUSE);
	}

	private LoadProfile profile() {
		return LoadProfile.mixed(this.rate, MAX_RESTART.multipliedBy(this.restarts + 1L));
	}

	private static ServiceInstance instance(Candidate candidate, Path directory, String name, Duration lag,
			Balancer balancer) throws IOException {
		return new ServiceInstance(candidate.launcher(directory, name, ServerProgram.findFreePort(), lag), balancer);
	}

	private static void say(String format, Object... arguments) {
		System.out.println(String.format(Locale.ROOT, format, arguments));
	}

}
