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

package io.github.gracefulshutdown.sample.http2;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send one request after the other, each on a connection of its own, until
 * nobody listens anymore. What the service has not looked at they send once more, on
 * another connection.
 */
final class Http2Load implements AutoCloseable {

	private static final int CLIENTS = 8;

	// Of requests, so that no client goes on forever
	private static final int LIMIT = 20_000;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

	private final List<Future<List<String>>> clients = new ArrayList<>();

	private final AtomicInteger answered = new AtomicInteger();

	private final int port;

	Http2Load(int port, List<String> targets) {
		this.port = port;
		for (int i = 0; i < CLIENTS; i++) {
			String target = targets.get(i % targets.size());
			this.clients.add(this.threads.submit(() -> send(target)));
		}
	}

	int answered() {
		return this.answered.get();
	}

	/**
	 * Wait until no client can connect anymore.
	 * @param timeout how long to wait
	 * @return what went wrong until then
	 */
	List<String> awaitRefusal(Duration timeout) throws Exception {
		List<String> failures = new ArrayList<>();
		for (Future<List<String>> client : this.clients) {
			failures.addAll(client.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
		}
		return failures;
	}

	private List<String> send(String target) throws Exception {
		List<String> failures = new ArrayList<>();
		int sent = 0;
		while (sent < LIMIT) {
			try (Http2Connection connection = Http2Connection.open(this.port, TIMEOUT)) {
				while (sent < LIMIT && !connection.isToldToGoAway()) {
					sent++;
					Http2Response response = connection.exchange(target, TIMEOUT);
					if (response.status() != 200) {
						failures.add("Status " + response.status());
					}
					this.answered.incrementAndGet();
				}
			}
			catch (UnprocessedException ex) {
				// Once more
			}
			catch (ConnectException ex) {
				return failures;
			}
			catch (IOException ex) {
				failures.add(ex + ", " + ex.getCause());
			}
		}
		failures.add("Still accepted");
		return failures;
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
