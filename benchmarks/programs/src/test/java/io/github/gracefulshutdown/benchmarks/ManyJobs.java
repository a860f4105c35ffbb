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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * How long the drain goes on after the last of many jobs, and how long the status takes
 * meanwhile.
 */
public final class ManyJobs {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final double DRAIN_BAR = 20;

	private static final double STATUS_BAR = 100;

	private static final Pattern DRAINED = Pattern.compile("drained after (-?\\d+) ns");

	private ManyJobs() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --jobs} and {@code --runs}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--jobs", "--runs");
		List<Double> drains = new ArrayList<>();
		List<Double> statuses = new ArrayList<>();
		System.out.println("ManyJobs: milliseconds");
		for (int run = 0; run < options.number("--runs", 5); run++) {
			try (Scratch scratch = new Scratch(); ServiceProcess process = start(scratch)) {
				run(process, options.number("--jobs", 5000), statuses);
				process.awaitExit(TIMEOUT);
				String nanos = process.output()
					.await(DRAINED, Duration.ofSeconds(1))
					.orElseThrow(() -> new IllegalStateException("No drain:\n" + process.output()))
					.group(1);
				drains.add(Long.parseLong(nanos) / 1e6);
			}
		}
		boolean passed = report("last job to drain over", drains, DRAIN_BAR)
				& report("status meanwhile", statuses, STATUS_BAR);
		System.exit(passed ? 0 : 1);
	}

	private static ServiceProcess start(Scratch scratch) throws Exception {
		return ServiceLauncher.of(JobsApplication.class, scratch.directory(), "jobs")
			.withJvmOptions("-Xmx512m")
			.with("--management.endpoints.web.exposure.include=health,shutdown-status",
					"--management.endpoint.health.probes.enabled=true", "--management.server.port=0",
					"--graceful-shutdown.status.show-details=always")
			.start()
			.awaitReady();
	}

	// On a separate port, as each answer in the drain says "close". The first one is that
	// of a virtual machine that has not done it before.
	private static void run(ServiceProcess process, int jobs, List<Double> statuses) throws Exception {
		RawRequest request = RawRequest.get("/jobs?ms=3000&count=" + jobs);
		if (RawConnection.exchangeOnce(process.port(), request, TIMEOUT).status() != 200) {
			throw new IllegalStateException("No jobs:\n" + process.output());
		}
		status(process);
		process.terminate();
		for (int i = 0; i < 10; i++) {
			statuses.add(status(process));
		}
	}

	private static double status(ServiceProcess process) throws Exception {
		long start = System.nanoTime();
		RawResponse response = RawConnection.exchangeOnce(process.managementPort(),
				RawRequest.get("/actuator/shutdown-status"), TIMEOUT);
		if (response.status() != 200) {
			throw new IllegalStateException("No status but " + response);
		}
		return (System.nanoTime() - start) / 1e6;
	}

	private static boolean report(String name, List<Double> values, double bar) {
		Distribution distribution = Distribution.of(values);
		boolean passed = distribution.max() < bar;
		System.out.printf(Locale.ROOT, "%-24s %s   bar: all under %.0f: %s%n", name, distribution.format(2), bar,
				passed ? "passed" : "MISSED");
		return passed;
	}

}
