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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Races of {@link ActiveRequests}: many threads begin and end requests while another one
 * closes the gate.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ActiveRequestsStressTests {

	private static final int THREADS = 4;

	private static final int REQUESTS = 5_000;

	private final ShutdownClock clock = ShutdownClock.system();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicLong begun = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final AtomicLong wrong = new AtomicLong();

	private final CyclicBarrier start = new CyclicBarrier(THREADS + 1);

	@RepeatedTest(20)
	void gateClosesOnlyBehindLastRequest() {
		this.requests.observe();
		List<CompletableFuture<Void>> clients = IntStream.range(0, THREADS)
			.mapToObj((i) -> Background.run(this::client))
			.toList();
		ready();
		assertThat(this.requests.awaitIdle(this.clock.nanoTime() + Background.PATIENCE.toNanos())).isTrue();
		// Counted outside of the gate, before the end and after the begin: nobody is
		// inside
		assertThat(this.inside).hasValue(0);
		assertThat(this.requests.begin(new FakeRequest("/late", this.clock))).isFalse();
		clients.forEach(Background::join);
		assertThat(this.requests.active()).isZero();
		assertThat(this.wrong).hasValue(0);
		assertThat(this.requests.longest(1)).isEmpty();
		assertThat(this.requests.served()).isEqualTo(this.begun.get());
		assertThat(this.begun.get() + this.refused.get()).isEqualTo((long) THREADS * REQUESTS);
	}

	private void client() {
		ready();
		for (int i = 0; i < REQUESTS; i++) {
			FakeRequest request = new FakeRequest("/", this.clock);
			if (!this.requests.begin(request)) {
				this.refused.incrementAndGet();
				continue;
			}
			this.inside.incrementAndGet();
			this.begun.incrementAndGet();
			if (this.requests.active() < 1 || this.requests.active() > THREADS) {
				this.wrong.incrementAndGet();
			}
			this.inside.decrementAndGet();
			this.requests.end(request);
		}
	}

	private void ready() {
		try {
			this.start.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
