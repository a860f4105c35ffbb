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

package io.github.gracefulshutdown.benchmarks.faults;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * Ordinary traffic: clients that send quick requests on kept connections until nobody
 * listens any more, and requests that take longer.
 */
final class SteadyLoad implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private static final int MOST = 5000;

	private final int port;

	private final Shape shape;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "steady-load");
		thread.setDaemon(true);
		return thread;
	});

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final AtomicInteger ids = new AtomicInteger();

	private final AtomicLong refusedAt = new AtomicLong();

	private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

	SteadyLoad(int port, Shape shape) {
		this.port = port;
		this.shape = shape;
	}

	void start() {
		for (int i = 0; i < this.shape.connections(); i++) {
			this.threads.execute(this::sendQuickRequests);
		}
	}

	/**
	 * Send the requests that are to be under way at the signal.
	 * @throws InterruptedException if interrupted while waiting
	 */
	void sendSlowRequests() throws InterruptedException {
		CountDownLatch sent = new CountDownLatch(this.shape.inFlight().size());
		for (int millis : this.shape.inFlight()) {
			this.threads.execute(() -> sendSlowRequest(millis, sent));
		}
		sent.await(ANSWER.toSeconds(), TimeUnit.SECONDS);
	}

	private void sendSlowRequest(int millis, CountDownLatch sent) {
		String id = nextId();
		RawRequest request = RawRequest.get("/wait?id=" + id + "&ms=" + millis);
		try (RawConnection connection = RawConnection.open(this.port, ANSWER)) {
			exchange(connection, System.nanoTime(), request, "waited " + id, sent);
		}
		catch (ExchangeException ex) {
			this.exchanges.add(new Exchange(request.toString(), true, System.nanoTime(), System.nanoTime(), ex.kind(),
					false, String.valueOf(ex.getCause())));
		}
		finally {
			sent.countDown();
		}
	}

	private void sendQuickRequests() {
		RawConnection connection = null;
		long connectedAt = 0;
		for (int i = 0; i < MOST && this.stopped.getCount() > 0; i++) {
			if (connection == null) {
				connection = connect();
				connectedAt = System.nanoTime();
			}
			if (connection == null) {
				return;
			}
			String id = nextId();
			if (!exchange(connection, connectedAt, RawRequest.get("/quick?id=" + id), "quick " + id,
					new CountDownLatch(0))) {
				connection.close();
				connection = null;
			}
			pause();
		}
	}

	// Nothing, if nobody listens: that is how a process leaves. No request was lost.
	private @Nullable RawConnection connect() {
		try {
			return RawConnection.open(this.port, ANSWER);
		}
		catch (ExchangeException ex) {
			this.refusedAt.compareAndSet(0, System.nanoTime());
			return null;
		}
	}

	private boolean exchange(RawConnection connection, long connectedAt, RawRequest request, String expected,
			CountDownLatch sent) {
		boolean first = connection.exchanges() == 0;
		long sentAt = System.nanoTime();
		try {
			connection.send(request);
			sent.countDown();
			RawResponse response = connection.receive(ANSWER);
			boolean right = response.status() == 200 && response.text().equals(expected);
			boolean refused = response.status() == 503 && response.header("retry-after") != null;
			this.exchanges.add(new Exchange(request.toString(), first, connectedAt, sentAt,
					right ? null : FailureKind.WRONG_ANSWER, refused, response.toString()));
			return !response.saysClose();
		}
		catch (ExchangeException ex) {
			this.exchanges.add(new Exchange(request.toString(), first, connectedAt, sentAt, ex.kind(), false,
					String.valueOf(ex.getCause())));
			return false;
		}
	}

	private String nextId() {
		return Integer.toString(this.ids.incrementAndGet());
	}

	private void pause() {
		try {
			this.stopped.await(this.shape.pause(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * When a connection was first refused.
	 * @return the time, or zero if none was
	 */
	long refusedAt() {
		return this.refusedAt.get();
	}

	/**
	 * End, and wait for the answers that are still to come.
	 * @return what came of all requests
	 * @throws InterruptedException if interrupted while waiting
	 */
	List<Exchange> stop() throws InterruptedException {
		this.stopped.countDown();
		this.threads.shutdown();
		if (!this.threads.awaitTermination(2 * ANSWER.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("Requests are still under way");
		}
		return List.copyOf(this.exchanges);
	}

	@Override
	public void close() {
		this.stopped.countDown();
		this.threads.shutdownNow();
	}

}
