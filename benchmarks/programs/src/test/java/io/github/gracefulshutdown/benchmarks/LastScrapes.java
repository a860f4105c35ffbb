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
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.sample.deploy.PrometheusServer;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;

/**
 * Whether a real Prometheus has the final numbers of each process that is stopped.
 */
public final class LastScrapes {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String SERVED = "last_over_time(graceful_shutdown_requests_total{outcome=\"served\"}[1m])";

	private LastScrapes() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --restarts}, {@code --interval} in seconds, {@code --await}
	 * (0 for a look at what is lost without it), {@code --seed}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--restarts", "--interval", "--await", "--seed");
		int restarts = options.number("--restarts", 20);
		int seed = options.number("--seed", (int) (System.nanoTime() & 0xFFFFFF));
		System.out.println("LastScrapes: what Prometheus has of each process that is stopped, seed " + seed);
		System.setProperty("sample.jar", JobRestarts.sampleJar().toString());
		int known = 0;
		try (Scratch scratch = new Scratch()) {
			Duration interval = Duration.ofSeconds(options.number("--interval", 2));
			Path data = Files.createDirectory(scratch.directory().resolve("prometheus"));
			ServiceLauncher launcher = SampleLauncher.of(scratch.directory(), "orders")
				.with("--graceful-shutdown.lame-duck.min-duration=1s", "--graceful-shutdown.lame-duck.quiet-period=0s",
						"--graceful-shutdown.metrics.await-scrape=" + (options.number("--await", 1) != 0));
			try (PrometheusServer prometheus = new PrometheusServer(data, interval)) {
				launcher = launcher.with("--management.server.port=" + prometheus.target());
				Random random = new Random(seed);
				for (int i = 0; i < restarts; i++) {
					known += isKnown(launcher, prometheus, random) ? 1 : 0;
				}
			}
		}
		System.out.printf("final numbers known of %d of %d processes%n", known, restarts);
		System.exit((known == restarts) ? 0 : 1);
	}

	// The process may be younger than the interval
	private static boolean isKnown(ServiceLauncher launcher, PrometheusServer prometheus, Random random)
			throws Exception {
		try (ServiceProcess process = launcher.start().awaitReady();
				RawConnection last = RawConnection.open(process.port(), PATIENCE)) {
			process.terminate();
			process.output().await(Pattern.compile("Shutting down after"), PATIENCE);
			for (int requests = random.nextInt(50); requests > 0; requests--) {
				RawConnection.exchangeOnce(process.port(), RawRequest.get("/orders/1"), PATIENCE);
			}
			last.send(RawRequest.get("/report?ms=" + (1000 + random.nextInt(2000))));
			last.receive(PATIENCE);
			int exitCode = process.awaitExit(PATIENCE);
			ShutdownSummary summary = ShutdownSummary.find(process.output()).orElseThrow();
			List<Double> seen = prometheus.query(SERVED);
			System.out.printf("exit code %d, drain %d ms, requests served %d, in Prometheus %s%n", exitCode,
					summary.stages().get("DRAINING").toMillis(), summary.count("requests served"), seen);
			return seen.equals(List.of((double) summary.count("requests served")));
		}
	}

}
