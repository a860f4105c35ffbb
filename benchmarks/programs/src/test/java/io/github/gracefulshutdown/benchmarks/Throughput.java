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

import io.github.gracefulshutdown.sample.process.ServiceProcess;

/**
 * How many requests per second a service answers when it has nothing to do but to answer.
 */
public final class Throughput {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final int connections;

	private final Duration warmUp;

	private final Duration duration;

	private final boolean pinned;

	private Throughput(Options options, boolean pinned) {
		this.connections = options.number("--connections", 16);
		this.warmUp = options.seconds("--warm-up", 10);
		this.duration = options.seconds("--duration", 5);
		this.pinned = pinned;
	}

	/**
	 * Run the program.
	 * @param arguments {@code --pairs}, {@code --connections}, {@code --warm-up} and
	 * {@code --duration}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--pairs", "--connections", "--warm-up", "--duration");
		boolean pinned = Cores.pinClient();
		System.out.println("server and client on different cores: " + (pinned ? "yes" : "no"));
		Comparison comparison = new Comparison("Throughput: GET /hello on keep-alive connections, requests per second",
				0, 0.98, true);
		System.exit(comparison.run(options.number("--pairs", 10), new Throughput(options, pinned)::measure));
	}

	private double measure(Service service) throws Exception {
		try (Scratch scratch = new Scratch();
				// Tomcat's default ends each connection after 100 requests
				ServiceProcess process = service.launcher(scratch.directory())
					.with("--server.tomcat.max-keep-alive-requests=-1")
					.start()
					.awaitReady(TIMEOUT)) {
			if (this.pinned && !Cores.pinServer(process.pid())) {
				throw new IllegalStateException("Cannot pin the server to its core");
			}
			run(process.port(), this.warmUp);
			return run(process.port(), this.duration) / (this.duration.toNanos() / 1e9);
		}
	}

	private long run(int port, Duration duration) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(this.connections);
		try {
			long deadline = System.nanoTime() + duration.toNanos();
			List<Future<Long>> clients = new ArrayList<>();
			for (int i = 0; i < this.connections; i++) {
				clients.add(threads.submit(() -> run(port, deadline)));
			}
			long answered = 0;
			for (Future<Long> client : clients) {
				answered += client.get();
			}
			return answered;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static long run(int port, long deadline) throws IOException {
		try (HelloClient client = new HelloClient(port)) {
			return client.run(deadline);
		}
	}

}
