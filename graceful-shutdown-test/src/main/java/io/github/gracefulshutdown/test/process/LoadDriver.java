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

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a fixed rate, whatever the answers, and never a second time. A
 * connection is used until the server says {@code Connection: close}; one that ends
 * without it is a failure.
 *
 * @since 1.0.0
 */
public final class LoadDriver implements AutoCloseable {

	private static final String UNKNOWN = "(unknown)";

	private final Balancer balancer;

	private final LoadProfile profile;

	private final Traffic traffic;

	private final LoadCounters counters = new LoadCounters();

	private final ExecutorService workers;

	private final Thread clock = new Thread(this::dispatch, "load-clock");

	private final AtomicInteger underWay = new AtomicInteger();

	private volatile boolean stopping;

	/**
	 * Create a driver.
	 * @param balancer where to send requests
	 * @param profile how many
	 * @param traffic which
	 */
	public LoadDriver(Balancer balancer, LoadProfile profile, Traffic traffic) {
		this.balancer = balancer;
		this.profile = profile;
		this.traffic = traffic;
		this.workers = Executors.newFixedThreadPool(profile.workers(), (task) -> {
			Thread thread = new Thread(task, "load-worker");
			thread.setDaemon(true);
			return thread;
		});
		this.clock.setDaemon(true);
	}

	public LoadDriver start() {
		this.clock.start();
		return this;
	}

	/**
	 * Stop sending, without waiting for the answers that are still to come. Requests for
	 * which no worker was free until now are not sent anymore.
	 */
	public void stopSending() {
		this.stopping = true;
		LockSupport.unpark(this.clock);
	}

	/**
	 * Stop sending and wait for the answers that are still to come. A request that is
	 * under way for far too long has failed.
	 * @return what came of all requests
	 * @throws InterruptedException if interrupted while waiting
	 */
	public LoadReport stop() throws InterruptedException {
		stopSending();
		this.clock.join(this.profile.timeout().toMillis());
		this.workers.shutdown();
		if (!this.workers.awaitTermination(3 * this.profile.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
			for (int i = this.underWay.get(); i > 0; i--) {
				this.counters.failure(UNKNOWN,
						new LoadFailure(UNKNOWN, UNKNOWN, FailureKind.TIMEOUT, "still under way", "a", null));
			}
		}
		return report();
	}

	public LoadReport report() {
		return this.counters.report();
	}

	private void dispatch() {
		long interval = TimeUnit.SECONDS.toNanos(1) / this.profile.requestsPerSecond();
		long count = this.profile.maxDuration().toNanos() / interval;
		long begin = System.nanoTime();
		for (long i = 0; i < count && !this.stopping; i++) {
			long due = begin + i * interval;
			for (long left = due - System.nanoTime(); left > 0 && !this.stopping; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			long number = i;
			this.workers.execute(() -> sendInTime(number, due));
		}
	}

	private void sendInTime(long number, long due) {
		this.counters.late(System.nanoTime() - due);
		if (this.stopping) {
			return;
		}
		this.underWay.incrementAndGet();
		try {
			send(number, due);
		}
		finally {
			this.underWay.decrementAndGet();
		}
	}

	private void send(long number, long due) {
		Balancer.Kept kept = this.balancer.pollKept();
		Backend backend = (kept != null) ? kept.backend() : this.balancer.next();
		if (backend == null) {
			this.counters.failure("(none)",
					new LoadFailure("(none)", "(none)", FailureKind.NOT_SENT, "no backend in rotation", "no", null));
			return;
		}
		SplittableRandom random = new SplittableRandom(this.profile.seed() + number * 0x9E3779B97F4A7C15L);
		Traffic.Call call = this.traffic.next(backend.name(), random);
		RawConnection connection = (kept != null) ? kept.connection() : null;
		try {
			connection = (connection != null) ? connection : backend.connections().acquire(this.profile.timeout());
			exchange(backend, call, connection, due);
		}
		catch (ExchangeException ex) {
			fail(backend, call, connection, ex.kind(), String.valueOf(ex.getMessage()));
			if (connection != null) {
				backend.connections().release(connection, false);
			}
		}
	}

	private void exchange(Backend backend, Traffic.Call call, RawConnection connection, long due)
			throws ExchangeException {
		RawResponse response = connection.exchange(call.request(), this.profile.timeout());
		boolean framed = response.framing() != RawResponse.Framing.END_OF_CONNECTION;
		String mismatch = (response.status() < 500) ? call.check().apply(response) : null;
		if (response.status() >= 500) {
			fail(backend, call, connection, FailureKind.SERVER_ERROR, response.toString());
		}
		else if (!framed) {
			fail(backend, call, connection, FailureKind.UNFRAMED, response.toString());
		}
		else if (mismatch != null) {
			fail(backend, call, connection, FailureKind.WRONG_ANSWER, mismatch);
		}
		else {
			this.counters.success(call.label(), response.status(), System.nanoTime() - due);
		}
		backend.connections().release(connection, framed && !response.saysClose());
	}

	private void fail(Backend backend, Traffic.Call call, @Nullable RawConnection connection, FailureKind kind,
			String detail) {
		String used = (connection == null || connection.exchanges() == 0) ? "a new" : "a kept";
		this.counters.failure(call.label(),
				new LoadFailure(backend.name(), call.request().toString(), kind, detail, used, backend.sinceSignal()));
	}

	@Override
	public void close() {
		stopSending();
		this.workers.shutdownNow();
	}

}
