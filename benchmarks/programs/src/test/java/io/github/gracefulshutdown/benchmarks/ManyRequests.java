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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients with many requests at the same time, which share connections of HTTP/2: more
 * than a process may have sockets.
 */
final class ManyRequests {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private final List<HttpClient> clients = new ArrayList<>();

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicLong lastEndAt = new AtomicLong();

	private final URI service;

	private CompletableFuture<Void> all = CompletableFuture.completedFuture(null);

	ManyRequests(int port) {
		this.service = URI.create("http://localhost:" + port);
	}

	/**
	 * Send requests, and return before they are answered.
	 * @param path what is asked for
	 * @param count how many
	 */
	void send(String path, int count) throws Exception {
		List<CompletableFuture<?>> answers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			if (i % ScaleApplication.STREAMS == 0) {
				this.clients.add(connect());
			}
			HttpClient client = this.clients.get(this.clients.size() - 1);
			answers.add(client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString()).handle(this::ended));
		}
		this.all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
	}

	// The first request is asked whether it wants HTTP/2
	private HttpClient connect() throws Exception {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		HttpResponse<String> response = client.send(request("/hello"), HttpResponse.BodyHandlers.ofString());
		if (response.version() != HttpClient.Version.HTTP_2) {
			throw new IllegalStateException("No HTTP/2, but " + response);
		}
		return client;
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(this.service.resolve(path)).timeout(TIMEOUT).build();
	}

	private Void ended(HttpResponse<String> response, Throwable failure) {
		if (failure != null || response.statusCode() != 200) {
			this.failed.incrementAndGet();
		}
		this.lastEndAt.set(System.nanoTime());
		return null;
	}

	/**
	 * Wait for all answers.
	 * @return when the last one was there, on {@link System#nanoTime()}
	 */
	long awaitAnswers() {
		this.all.join();
		if (this.failed.get() > 0) {
			throw new IllegalStateException(this.failed + " requests failed");
		}
		return this.lastEndAt.get();
	}

}
