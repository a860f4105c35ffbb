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

package io.github.gracefulshutdown.test.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadDriver}.
 */
class LoadDriverTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger held = new AtomicInteger();

	private final Balancer balancer = new Balancer(1);

	private HttpServer server;

	@BeforeEach
	void listen() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write("ok".getBytes());
			exchange.close();
		});
		this.server.start();
		this.balancer.enter("service", this.server.getAddress().getPort());
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.balancer.close();
		this.server.stop(0);
	}

	@Test
	void sendsNothingThatNoWorkerWasFreeForWhenItStopped() throws Exception {
		try (LoadDriver driver = new LoadDriver(this.balancer, profile(5, Duration.ofSeconds(5)),
				(instance, random) -> call(hold()))) {
			driver.start();
			awaitAllDispatched();
			driver.stopSending();
			this.release.countDown();
			LoadReport report = driver.stop();
			assertThat(this.held).hasValue(1);
			assertThat(report.finished()).isEqualTo(1);
			assertThat(report.failures()).isEmpty();
		}
	}

	@Test
	void sendsAllThatWorkersWereFreeFor() throws Exception {
		this.release.countDown();
		try (LoadDriver driver = new LoadDriver(this.balancer, profile(5, Duration.ofSeconds(5)),
				(instance, random) -> call(hold()))) {
			driver.start();
			Awaitility.await().until(() -> driver.report().finished() == 5);
			LoadReport report = driver.stop();
			assertThat(report.finished()).isEqualTo(5);
			assertThat(report.failures()).isEmpty();
		}
	}

	@Test
	void tellsOfRequestsThatAreStillUnderWay() throws Exception {
		try (LoadDriver driver = new LoadDriver(this.balancer, profile(1, Duration.ofMillis(100)),
				(instance, random) -> call(hold()))) {
			driver.start();
			Awaitility.await().untilAtomic(this.held, (value) -> assertThat(value).isEqualTo(1));
			LoadReport report = driver.stop();
			assertThat(report.finished()).isEqualTo(1);
			assertThat(report.failuresByKind()).containsOnlyKeys(FailureKind.TIMEOUT);
		}
	}

	// All of them within a moment, and one worker
	private static LoadProfile profile(int requests, Duration timeout) {
		return new LoadProfile(1000, 1, Duration.ofMillis(requests), timeout, 0, 0, Duration.ZERO, 42);
	}

	private @Nullable String hold() {
		this.held.incrementAndGet();
		try {
			this.release.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

	private static Traffic.Call call(@Nullable String mismatch) {
		return new Traffic.Call("GET /", RawRequest.get("/"), (response) -> mismatch);
	}

	private static void awaitAllDispatched() {
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("load-clock")));
	}

}
