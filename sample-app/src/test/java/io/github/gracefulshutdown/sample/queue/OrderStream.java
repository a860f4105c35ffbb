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

package io.github.gracefulshutdown.sample.queue;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;

/**
 * Orders that arrive all the time, most with a little work and some with much. Those that
 * nobody takes are given up: only what was acknowledged counts.
 */
public final class OrderStream implements AutoCloseable {

	private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

	private static final int LIMIT = 20_000;

	private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Supplier<Integer> port;

	private final Random random;

	private final Thread thread = new Thread(this::run, "orders");

	/**
	 * Begin to order.
	 * @param port where to, asked for each order
	 * @param random decides how much work an order is
	 */
	public OrderStream(Supplier<Integer> port, Random random) {
		this.port = port;
		this.random = random;
		this.thread.start();
	}

	private void run() {
		try {
			for (int i = 0; i < LIMIT && !this.closed.await(200, TimeUnit.MILLISECONDS); i++) {
				order((this.random.nextInt(8) > 0) ? this.random.nextInt(50) : this.random.nextInt(3000));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void order(int work) {
		try {
			RawResponse response = RawConnection.exchangeOnce(this.port.get(),
					RawRequest.post("/orders?work=" + work, "{\"item\":\"tea\",\"quantity\":1}"),
					Duration.ofSeconds(5));
			Matcher id = ID.matcher(response.text());
			if (response.status() == 201 && id.find()) {
				this.acknowledged.add(Long.valueOf(id.group(1)));
			}
		}
		catch (ExchangeException ex) {
			// nobody is there at this moment
		}
	}

	/**
	 * The orders that were acknowledged.
	 * @return their ids
	 */
	public Set<Long> acknowledged() {
		return this.acknowledged;
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.thread.join(10_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
