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
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * How many requests per second a service answers when it has nothing to do but to answer.
 */
public final class Throughput {

	private static final Duration TIMEOUT = Duration.ofSeconds(300);

	private static final int SLICES = 10;

	private final int connections;

	private final int warmUp;

	private final int requests;

	private final boolean pinned;

	private Throughput(Options options, boolean pinned) {
		this.connections = options.number("--connections", 16);
		this.warmUp = options.number("--warm-up", 300_000);
		this.requests = options.number("--requests", 150_000);
		this.pinned = pinned;
	}

	/**
	 * Run the program.
	 * @param arguments {@code --pairs}, {@code --connections}, {@code --warm-up} and
	 * {@code --requests}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		System.exit(run(Options.parse(arguments, "--pairs", "--connections", "--warm-up", "--requests")));
	}

	/**
	 * Measure and print.
	 * @param options those of {@link #main}
	 * @return 0 if the bar is passed
	 * @throws Exception if it cannot measure
	 */
	static int run(Options options) throws Exception {
		boolean pinned = Cores.pinClient();
		System.out.println("server and client on different cores: " + (pinned ? "yes" : "no"));
		Comparison comparison = new Comparison("Throughput: GET /hello on keep-alive connections, requests per second",
				"microseconds per request", 0, 0.98, true);
		return comparison.runPairs(options.number("--pairs", 10), new Throughput(options, pinned)::measure);
	}

	private Map<Service, Measured> measure(List<Service> order) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess first = start(order.get(0), scratch);
				ServiceProcess second = start(order.get(1), scratch)) {
			List<ServiceProcess> processes = List.of(first, second);
			// So many requests, not so long: otherwise the slower one is compiled later
			alternate(processes, this.warmUp);
			Spent[] spent = alternate(processes, this.requests);
			return Map.of(order.get(0), measured(spent[0]), order.get(1), measured(spent[1]));
		}
	}

	// A service that has rested meanwhile is slower than one that has just been at work:
	// both get their load in slices, those for warming up too
	private Spent[] alternate(List<ServiceProcess> processes, int requests) throws Exception {
		Spent[] spent = { new Spent(), new Spent() };
		for (int slice = 0; slice < SLICES; slice++) {
			for (int turn = 0; turn < 2; turn++) {
				int which = (slice + turn) % 2;
				ServiceProcess process = processes.get(which);
				spent[which].cpu -= Measured.cpuOf(process.pid());
				spent[which].seconds += run(process.port(), requests / SLICES);
				spent[which].cpu += Measured.cpuOf(process.pid());
			}
		}
		return spent;
	}

	private ServiceProcess start(Service service, Scratch scratch) throws Exception {
		ServiceProcess process = service.launcher(scratch.directory())
			// Tomcat's default ends each connection after 100 requests
			.with("--server.tomcat.max-keep-alive-requests=-1")
			.start()
			.awaitReady();
		if (this.pinned && !Cores.pinServer(process.pid())) {
			process.close();
			throw new IllegalStateException("Cannot pin the server to its core");
		}
		return process;
	}

	private Measured measured(Spent spent) {
		return new Measured(this.requests / spent.seconds, 1000 * spent.cpu / this.requests);
	}

	// Returns the seconds that it took.
	private double run(int port, int requests) throws Exception {
		long begin = System.nanoTime();
		ExecutorService threads = Executors.newFixedThreadPool(this.connections);
		try {
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			AtomicLong left = new AtomicLong(requests);
			List<Future<?>> clients = new ArrayList<>();
			for (int i = 0; i < this.connections; i++) {
				clients.add(threads.submit(() -> run(port, left, deadline)));
			}
			for (Future<?> client : clients) {
				client.get();
			}
			return (System.nanoTime() - begin) / 1e9;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static boolean run(int port, AtomicLong left, long deadline) throws IOException {
		try (HelloClient client = new HelloClient(port)) {
			client.run(left, deadline);
			return true;
		}
	}

	/**
	 * What the requests to one service took.
	 */
	private static final class Spent {

		private double seconds;

		private double cpu;

	}

}
