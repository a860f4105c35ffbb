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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.github.gracefulshutdown.sample.process.ServiceProcess;

/**
 * How many requests per second a service answers when it has nothing to do but to answer.
 */
public final class Throughput {

	private static final Duration TIMEOUT = Duration.ofSeconds(300);

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
		Options options = Options.parse(arguments, "--pairs", "--connections", "--warm-up", "--requests");
		boolean pinned = Cores.pinClient();
		System.out.println("server and client on different cores: " + (pinned ? "yes" : "no"));
		Comparison comparison = new Comparison("Throughput: GET /hello on keep-alive connections, requests per second",
				"microseconds per request", 0, 0.98, true);
		System.exit(comparison.run(options.number("--pairs", 10), new Throughput(options, pinned)::measure));
	}

	private Measured measure(Service service) throws Exception {
		try (Scratch scratch = new Scratch();
				// Tomcat's default ends each connection after 100 requests
				ServiceProcess process = service.launcher(scratch.directory())
					.with("--server.tomcat.max-keep-alive-requests=-1")
					.start()
					.awaitReady(TIMEOUT)) {
			if (this.pinned && !Cores.pinServer(process.pid())) {
				throw new IllegalStateException("Cannot pin the server to its core");
			}
			// So many requests, not so long: otherwise the slower one is compiled later
			run(process.port(), this.warmUp);
			double cpu = Measured.cpuOf(process.pid());
			long begin = System.nanoTime();
			run(process.port(), this.requests);
			double seconds = (System.nanoTime() - begin) / 1e9;
			cpu = Measured.cpuOf(process.pid()) - cpu;
			return new Measured(this.requests / seconds, 1000 * cpu / this.requests);
		}
	}

	private void run(int port, int requests) throws Exception {
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

}
