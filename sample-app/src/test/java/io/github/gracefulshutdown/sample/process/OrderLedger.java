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

package io.github.gracefulshutdown.sample.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * Every order that an instance has acknowledged with 201. Behind a balancer that says so,
 * it is the instance that has answered.
 */
public final class OrderLedger {

	private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

	private static final String SERVED_BY = "x-served-by";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Map<String, List<Entry>> entries = new HashMap<>();

	private long size;

	synchronized @Nullable String acknowledge(String instance, String item, int quantity, RawResponse response) {
		Matcher id = ID.matcher(response.text());
		if (response.status() != 201 || !id.find()) {
			return "not acknowledged: " + response;
		}
		Entry entry = new Entry(Long.parseLong(id.group(1)), item, quantity);
		if (!("/orders/" + entry.id()).equals(response.header("location"))) {
			return "no or wrong location: " + response;
		}
		this.entries.computeIfAbsent(server(response, instance), (name) -> new ArrayList<>()).add(entry);
		this.size++;
		return entry.mismatch(response);
	}

	// The last one, where the balancer has asked several
	private static String server(RawResponse response, String otherwise) {
		String servers = response.header(SERVED_BY);
		return (servers != null) ? servers.substring(servers.lastIndexOf(' ') + 1) : otherwise;
	}

	synchronized @Nullable Entry random(String instance, RandomGenerator random) {
		List<Entry> known = this.entries.getOrDefault(instance, List.of());
		return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
	}

	/**
	 * Return the number of acknowledged orders.
	 * @return the number
	 */
	public synchronized long size() {
		return this.size;
	}

	/**
	 * Return the number of orders that an instance has acknowledged.
	 * @param instance the name of the instance
	 * @return the number
	 */
	public synchronized int size(String instance) {
		return this.entries.getOrDefault(instance, List.of()).size();
	}

	/**
	 * Ask a process for every order that its instance has acknowledged.
	 * @param instance the name of the instance
	 * @param port the port of its current process
	 * @return what is wrong, one line for each order
	 */
	public List<String> findLost(String instance, int port) {
		List<String> lost = new ArrayList<>();
		List<Entry> expected;
		synchronized (this) {
			expected = List.copyOf(this.entries.getOrDefault(instance, List.of()));
		}
		if (expected.stream().mapToLong(Entry::id).distinct().count() < expected.size()) {
			lost.add(instance + ": the same id was given to two orders");
		}
		try (SteadyConnection connection = new SteadyConnection(port)) {
			for (Entry entry : expected) {
				RawResponse response = connection.get("/orders/" + entry.id());
				String mismatch = (response.status() != 200) ? response.toString() : entry.mismatch(response);
				if (mismatch != null) {
					lost.add(instance + ": order " + entry.id() + ": " + mismatch);
				}
			}
		}
		catch (ExchangeException ex) {
			lost.add(instance + ": " + ex.getMessage());
		}
		return lost;
	}

	/**
	 * An acknowledged order.
	 *
	 * @param id its number
	 * @param item what was ordered
	 * @param quantity how many of it
	 */
	record Entry(long id, String item, int quantity) {

		@Nullable String mismatch(RawResponse response) {
			String text = response.text();
			boolean same = text.contains("\"item\":\"" + this.item + "\"")
					&& text.contains("\"quantity\":" + this.quantity + "}");
			return same ? null : "not " + this + ": " + response;
		}

	}

	/**
	 * A connection that is replaced when the server says so (after 100 requests, say).
	 */
	private static final class SteadyConnection implements AutoCloseable {

		private final int port;

		private RawConnection connection;

		SteadyConnection(int port) throws ExchangeException {
			this.port = port;
			this.connection = RawConnection.open(port, TIMEOUT);
		}

		RawResponse get(String target) throws ExchangeException {
			RawResponse response = this.connection.exchange(RawRequest.get(target), TIMEOUT);
			if (response.saysClose()) {
				this.connection.close();
				this.connection = RawConnection.open(this.port, TIMEOUT);
			}
			return response;
		}

		@Override
		public void close() {
			this.connection.close();
		}

	}

}
