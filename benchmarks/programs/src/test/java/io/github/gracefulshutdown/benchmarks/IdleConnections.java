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
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * What becomes of idle pooled connections, each of which is used once more at a random
 * moment after {@code SIGTERM}: within the lame duck of the starter.
 */
public final class IdleConnections {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final RawRequest REQUEST = RawRequest.get("/hello");

	private final int connections;

	private final Duration lameDuck;

	private IdleConnections(Options options) {
		this.connections = options.number("--connections", 200);
		this.lameDuck = options.seconds("--lame-duck", 5);
	}

	/**
	 * Run the program.
	 * @param arguments {@code --connections} and {@code --lame-duck}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--connections", "--lame-duck");
		IdleConnections program = new IdleConnections(options);
		System.out.println("IdleConnections: " + program.connections
				+ " idle connections, each used once more at a random moment of the first "
				+ program.lameDuck.toSeconds() + " s after SIGTERM");
		System.out.println("plain    " + program.run(Service.PLAIN));
		Map<String, Integer> outcomes = program.run(Service.STARTER);
		System.out.println("starter  " + outcomes);
		boolean passed = outcomes.equals(Map.of("200 Connection: close", program.connections, "exit code 0", 1));
		System.out.println("bar: none reset, each answered and told to close: " + (passed ? "passed" : "MISSED"));
		System.exit(passed ? 0 : 1);
	}

	private Map<String, Integer> run(Service service) throws Exception {
		List<RawConnection> pool = new ArrayList<>();
		try (Scratch scratch = new Scratch();
				ServiceProcess process = service.launcher(scratch.directory())
					.with("--graceful-shutdown.lame-duck.min-duration=" + this.lameDuck.toSeconds() + "s")
					.start()
					.awaitReady()) {
			fill(pool, process.port());
			Requests.rest(process, Duration.ofSeconds(1));
			Map<String, Integer> outcomes = useOnceMore(pool, process.terminate());
			outcomes.merge("exit code " + process.awaitExit(TIMEOUT), 1, Integer::sum);
			return outcomes;
		}
		finally {
			pool.forEach(RawConnection::close);
		}
	}

	private void fill(List<RawConnection> pool, int port) throws ExchangeException {
		for (int i = 0; i < this.connections; i++) {
			RawConnection connection = RawConnection.open(port, Requests.TIMEOUT);
			pool.add(connection);
			RawResponse response = connection.exchange(REQUEST, Requests.TIMEOUT);
			if (response.status() != 200 || response.saysClose()) {
				throw new IllegalStateException("Not a keep-alive connection: " + response);
			}
		}
	}

	private Map<String, Integer> useOnceMore(List<RawConnection> pool, long signalledAt) {
		// The last moment is not ours: it belongs to the end of the lame duck
		long latest = this.lameDuck.toNanos() - Duration.ofMillis(100).toNanos();
		long[] moments = new SplittableRandom(42).longs(pool.size(), 0, latest).sorted().toArray();
		Map<String, Integer> outcomes = new TreeMap<>();
		for (int i = 0; i < moments.length; i++) {
			Requests.awaitTime(signalledAt + moments[i]);
			outcomes.merge(use(pool.get(i)), 1, Integer::sum);
		}
		return outcomes;
	}

	private static String use(RawConnection connection) {
		try {
			RawResponse response = connection.exchange(REQUEST, Requests.TIMEOUT);
			return response.status() + (response.saysClose() ? " Connection: close" : "");
		}
		catch (ExchangeException ex) {
			return String.valueOf(ex.kind());
		}
	}

}
