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

package io.github.gracefulshutdown.integration.eureka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;

/**
 * A client that asks a registry for the instances once a second, and sends a request to
 * one of those that it knows a hundred times a second.
 */
final class RegistryClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

	private final AtomicInteger requests = new AtomicInteger();

	private final Map<Integer, Integer> served = new ConcurrentSkipListMap<>();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final EurekaServer registry;

	private volatile List<Integer> instances = List.of();

	RegistryClient(EurekaServer registry) {
		this.registry = registry;
		this.threads.scheduleWithFixedDelay(this::refresh, 0, 1, TimeUnit.SECONDS);
		this.threads.scheduleAtFixedRate(this::send, 0, 10, TimeUnit.MILLISECONDS);
	}

	private void refresh() {
		try {
			this.instances = this.registry.instancesUp();
		}
		catch (IOException ex) {
			this.failures.add(ex.toString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void send() {
		List<Integer> known = this.instances;
		if (known.isEmpty()) {
			return;
		}
		int port = known.get(this.requests.getAndIncrement() % known.size());
		try {
			int status = RawConnection.exchangeOnce(port, RawRequest.get("/hello"), TIMEOUT).status();
			if (status == 200) {
				this.served.merge(port, 1, Integer::sum);
			}
			else {
				this.failures.add("%d from port %d".formatted(status, port));
			}
		}
		catch (ExchangeException ex) {
			this.failures.add("%s from port %d".formatted(ex.kind(), port));
		}
	}

	/**
	 * How many requests each instance has served.
	 * @return the numbers by port
	 */
	Map<Integer, Integer> served() {
		return new TreeMap<>(this.served);
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
