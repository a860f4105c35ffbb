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

package io.github.gracefulshutdown.sample.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.gracefulshutdown.sample.process.OrderLoad;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.sample.process.StatusProbe;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadFailure;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.LoadReport;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ShutdownSummary;

/**
 * Restarts two instances of the order service under load and counts what their clients
 * saw. Arguments are passed on to the service: {@code --graceful-shutdown.enabled=false}
 * shows what happens without the starter.
 */
public final class Demo {

	private static final int REQUESTS_PER_SECOND = 250;

	private static final int CONNECTIONS = 64;

	private static final int ROUNDS = 2;

	private static final Duration LAG = Duration.ofSeconds(2);

	private static final Duration MAX_DURATION = Duration.ofSeconds(150);

	private static final int MAX_FAILURES_SHOWN = 30;

	private final PrintStream out;

	private final Timeline timeline;

	private final String[] arguments;

	private final long begin = System.nanoTime();

	private final List<String> problems = new ArrayList<>();

	private final List<ServiceInstance.Stop> stops = new ArrayList<>();

	private Demo(PrintStream out, Charset charset, String[] arguments) {
		this.out = out;
		this.timeline = new Timeline(charset);
		this.arguments = arguments;
	}

	/**
	 * Run the demonstration.
	 * @param arguments arguments for the service
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] arguments) throws Exception {
		String charset = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
		Charset out = (charset != null) ? Charset.forName(charset) : Charset.defaultCharset();
		System.exit(new Demo(System.out, out, arguments).run());
	}

	private int run() throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("graceful-shutdown-demo");
		try (Balancer balancer = new Balancer(CONNECTIONS / 2);
				ServiceInstance first = instance(directory, "orders-1", balancer).start();
				ServiceInstance second = instance(directory, "orders-2", balancer).start();
				OrderLoad load = new OrderLoad(balancer, LoadProfile.mixed(REQUESTS_PER_SECOND, MAX_DURATION))) {
			say("Two instances of the order service start.");
			first.enter();
			second.enter();
			say("%d requests per second on %d keep-alive connections, none of them retried.", REQUESTS_PER_SECOND,
					CONNECTIONS);
			say("The balancer goes on sending for %d s after SIGTERM.", LAG.toSeconds());
			load.start();
			restart(List.of(first, second), load);
			LoadReport report = load.stop();
			verify(List.of(first, second), load);
			leave(List.of(first, second));
			return conclude(report);
		}
		finally {
			delete(directory);
		}
	}

	private ServiceInstance instance(Path directory, String name, Balancer balancer) {
		return new ServiceInstance(SampleLauncher.of(directory, name).with(this.arguments), balancer);
	}

	private void restart(List<ServiceInstance> instances, OrderLoad load) throws IOException, InterruptedException {
		for (int round = 1; round <= ROUNDS; round++) {
			for (ServiceInstance instance : instances) {
				if (instance.process().hasExitedWithin(LAG)) {
					throw new IllegalStateException("Ended by itself:\n" + instance.process().output());
				}
				stop(instance, load);
				instance.start().enter();
				say("%s is ready again", instance.name());
			}
		}
		instances.get(0).process().hasExitedWithin(LAG);
	}

	private void stop(ServiceInstance instance, OrderLoad load) throws InterruptedException {
		say("SIGTERM to %s", instance.name());
		try (StatusProbe probe = new StatusProbe(instance.process().port())) {
			Progress progress = new Progress(instance, probe, load);
			ServiceInstance.Stop stop = instance.stop(LAG, progress::tick);
			this.stops.add(stop);
			say("%s", this.timeline.draw(stop));
			check(stop);
		}
	}

	private void check(ServiceInstance.Stop stop) {
		if (stop.exitCode() != 0) {
			this.problems.add(stop.instance() + " ended with exit code " + stop.exitCode());
		}
		String outcome = stop.summary().map(ShutdownSummary::outcome).orElse("missing");
		if (!outcome.equals("CLEAN")) {
			this.problems.add(stop.instance() + ": the outcome of the shutdown is " + outcome);
		}
	}

	private void verify(List<ServiceInstance> instances, OrderLoad load) throws InterruptedException {
		int lost = 0;
		for (ServiceInstance instance : instances) {
			List<String> missing = load.ledger().findLost(instance.name(), instance.process().port());
			lost += missing.size();
			this.problems.addAll(missing);
		}
		say("%d orders were acknowledged, %d of them are lost", load.ledger().size(), lost);
	}

	private void leave(List<ServiceInstance> instances) throws InterruptedException {
		say("The load has ended: SIGTERM to both");
		for (ServiceInstance instance : instances) {
			instance.process().terminate();
		}
		for (ServiceInstance instance : instances) {
			int exitCode = instance.process().awaitExit(Duration.ofSeconds(45));
			say("%s  exit code %d", instance.name(), exitCode);
			check(new ServiceInstance.Stop(instance.name(), exitCode, Duration.ZERO,
					ShutdownSummary.find(instance.process().output())));
		}
	}

	private int conclude(LoadReport report) {
		this.out.println();
		this.out.println("Shutdowns under load    " + this.timeline.legend());
		this.stops.forEach((stop) -> this.out.println(this.timeline.draw(stop)));
		this.out.println();
		this.out.println("Requests by outcome");
		report.outcomes().forEach((outcome, count) -> this.out.printf(Locale.ROOT, "%8d  %s%n", count, outcome));
		this.out.println();
		report.failures().stream().limit(MAX_FAILURES_SHOWN).map(LoadFailure::toString).forEach(this.out::println);
		if (report.failed() > MAX_FAILURES_SHOWN) {
			this.out.println("... and more. All failures by kind: " + report.failuresByKind());
		}
		this.problems.forEach(this.out::println);
		this.out.print(report.finished() + " requests, " + report.failed() + " failed");
		this.out.println(this.problems.isEmpty() ? "" : ", " + this.problems.size() + " other problems");
		return (report.failed() == 0 && this.problems.isEmpty()) ? 0 : 1;
	}

	private void say(String format, Object... arguments) {
		double now = (System.nanoTime() - this.begin) / 1e9;
		this.out.printf(Locale.ROOT, "%5.1f s  %s%n", now, String.format(Locale.ROOT, format, arguments));
		this.out.flush();
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> {
				try {
					Files.deleteIfExists(file);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	/**
	 * Says what a stopping process does, when that changes or a second has passed.
	 */
	private final class Progress {

		private static final int TICKS_PER_LINE = 10;

		private final ServiceInstance instance;

		private final StatusProbe probe;

		private final OrderLoad load;

		private String last = "";

		private int ticks;

		Progress(ServiceInstance instance, StatusProbe probe, OrderLoad load) {
			this.instance = instance;
			this.probe = probe;
			this.load = load;
		}

		void tick() {
			String state = this.probe.poll().map(StatusProbe.Status::state).orElse("(no answer)");
			boolean changed = !state.equals(this.last);
			this.ticks = changed ? 0 : this.ticks + 1;
			if (this.ticks % TICKS_PER_LINE == 0) {
				this.last = state;
				LoadReport report = this.load.report();
				say("%s  %-12s %6d requests, %d failed", this.instance.name(), state, report.finished(),
						report.failed());
			}
		}

	}

}
