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

package io.github.gracefulshutdown;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Races of {@link ActiveRequests}: in each round some threads begin and end requests
 * while another one waits for the gate to close.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ActiveRequestsStressTests {

	private static final int ROUNDS = 3_000;

	private static final int CLIENTS = 2;

	private static final int REQUESTS = 10;

	private static final int MANY_REQUESTS = 50_000;

	private static final int SPINS = 20_000;

	private final ShutdownClock clock = ShutdownClock.system();

	// Stands still, so that all requests are kept in the same place
	private final ShutdownClock requestClock = new ManualClock();

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicInteger wrongCounts = new AtomicInteger();

	private final AtomicInteger insideClosedGate = new AtomicInteger();

	private final AtomicInteger round = new AtomicInteger(-1);

	private final AtomicInteger finished = new AtomicInteger();

	private volatile ActiveRequests requests = new ActiveRequests(this.clock);

	@Test
	void gateClosesOnlyBehindLastRequest() {
		List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
			.mapToObj((i) -> Background.run(this::client))
			.toList();
		for (int i = 0; i < ROUNDS; i++) {
			this.requests = new ActiveRequests(this.clock);
			this.requests.observe();
			this.begun.set(0);
			this.finished.set(0);
			this.round.set(i);
			assertThat(this.requests.gate().awaitIdle(this.clock.nanoTime() + Background.PATIENCE.toNanos())).isTrue();
			awaitValue(this.finished, CLIENTS);
			assertThat(this.requests.active()).isZero();
			assertThat(this.requests.served()).isEqualTo(this.begun.get());
			assertThat(this.requests.longest(1)).isEmpty();
		}
		clients.forEach(Background::join);
		assertThat(this.wrongCounts).hasValue(0);
		assertThat(this.insideClosedGate).hasValue(0);
		assertThat(this.refused).hasPositiveValue();
	}

	@Test
	void countsExactlyWhenThreadsContend() {
		this.requests.observe();
		List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
			.mapToObj((i) -> Background.run(this::busyClient))
			.toList();
		this.round.set(0);
		clients.forEach(Background::join);
		assertThat(this.requests.active()).isZero();
		assertThat(this.requests.served()).isEqualTo(2L * CLIENTS * MANY_REQUESTS).isEqualTo(this.begun.get());
		assertThat(this.requests.longest(1)).isEmpty();
		assertThat(this.wrongCounts).hasValue(0);
	}

	private void busyClient() {
		awaitValue(this.round, 0);
		for (int i = 0; i < MANY_REQUESTS; i++) {
			request(this.requests);
		}
	}

	private void client() {
		for (int i = 0; i < ROUNDS; i++) {
			awaitValue(this.round, i);
			for (int request = 0; request < REQUESTS; request++) {
				request(this.requests);
			}
			this.finished.incrementAndGet();
		}
	}

	private void request(ActiveRequests requests) {
		FakeRequest request = new FakeRequest("/", this.requestClock);
		if (!requests.begin(request)) {
			this.refused.incrementAndGet();
			return;
		}
		this.begun.incrementAndGet();
		long active = requests.active();
		if (active < 1 || active > CLIENTS * 2) {
			this.wrongCounts.incrementAndGet();
		}
		// As long as one is inside, the next one gets in
		FakeRequest next = new FakeRequest("/next", this.requestClock);
		if (requests.begin(next)) {
			this.begun.incrementAndGet();
			requests.end(next);
		}
		else {
			this.insideClosedGate.incrementAndGet();
		}
		requests.end(request);
	}

	// Spins at first: a thread that has to be woken up comes too late for most races
	private static void awaitValue(AtomicInteger number, int value) {
		for (int i = 0; number.get() < value; i++) {
			if (i < SPINS) {
				Thread.onSpinWait();
			}
			else {
				Thread.yield();
			}
		}
	}

}
