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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;

/**
 * When the clients of many event streams and WebSocket sessions are told to leave, and
 * whether each sees a clean end.
 */
public final class Streams {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final double BAR = 2000;

	private Streams() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --streams} and {@code --sockets}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--streams", "--sockets");
		boolean passed;
		try (Scratch scratch = new Scratch();
				ServiceProcess process = ServiceLauncher.of(StreamsApplication.class, scratch.directory(), "streams")
					.withJvmOptions("-Xmx512m")
					.with("--management.endpoint.health.probes.enabled=true")
					.start()
					.awaitReady();
				StreamClients clients = new StreamClients(process.port())) {
			clients.open(options.number("--streams", 2000), options.number("--sockets", 2000));
			System.out.println("Streams: told to leave, milliseconds after SIGTERM, no lame duck");
			long signalledAt = process.terminate();
			clients.awaitEnds(TIMEOUT);
			process.awaitExit(TIMEOUT);
			passed = report("event streams", clients, true, signalledAt)
					& report("WebSockets", clients, false, signalledAt);
			System.out.println(ShutdownSummary.find(process.output()).map(ShutdownSummary::text).orElse("no summary"));
		}
		System.exit(passed ? 0 : 1);
	}

	private static boolean report(String name, StreamClients clients, boolean stream, long signalledAt)
			throws IOException {
		List<Double> times = new ArrayList<>();
		int all = 0;
		for (StreamClients.Client client : clients.clients()) {
			if (client.isStream() == stream) {
				all++;
				if (client.toldAt() != 0) {
					times.add((client.toldAt() - signalledAt) / 1e6);
				}
			}
		}
		boolean passed = times.size() == all && times.stream().allMatch((time) -> time < BAR);
		System.out.printf("%-14s clean ends %d of %d   %s   bar: all within %.0f: %s%n", name, times.size(), all,
				times.isEmpty() ? "" : Distribution.of(times).format(0), BAR, passed ? "passed" : "MISSED");
		return passed;
	}

}
