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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Every active request, counted exactly, and the gate that closes behind the last one.
 * Safe for any thread.
 *
 * @since 1.0.0
 */
public final class ActiveRequests {

	/**
	 * Added to the count when the gate closes, so that one atomic tells both.
	 */
	private static final long CLOSED = Long.MIN_VALUE;

	private static final int TABLES = 16;

	private final ShutdownClock clock;

	private final AtomicLong count = new AtomicLong();

	private final List<RequestTable> tables = IntStream.range(0, TABLES).mapToObj((i) -> new RequestTable()).toList();

	private final LongAdder served = new LongAdder();

	private final LongAdder rejected = new LongAdder();

	private final List<ShutdownReport.Request> aborted = new CopyOnWriteArrayList<>();

	private final WaitPoint idle;

	private volatile boolean observed;

	private volatile long lastBegun;

	private volatile @Nullable Callers callers;

	private volatile @Nullable Runnable listener;

	/**
	 * Creates an empty registry.
	 * @param clock the clock
	 */
	public ActiveRequests(ShutdownClock clock) {
		this.clock = clock;
		this.idle = new WaitPoint(clock);
	}

	/**
	 * The time that {@link ActiveRequest#startedAt()} is read from.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	public long nanoTime() {
		return this.clock.nanoTime();
	}

	/**
	 * Counts a request that begins.
	 * @param request the request
	 * @return whether it may proceed; {@code false} when the drain has ended, in which
	 * case it was not counted and has to be {@link #reject() rejected}
	 */
	public boolean begin(ActiveRequest request) {
		if (this.count.incrementAndGet() < 0) {
			this.count.decrementAndGet();
			return false;
		}
		tableOf(request).add(request);
		if (this.observed) {
			observe(request);
		}
		Runnable listener = this.listener;
		if (listener != null) {
			listener.run();
		}
		return true;
	}

	/**
	 * Has somebody told of each request that is counted, on its thread as it begins.
	 * @param listener whom to tell: fast, and without fail
	 */
	public void onBegin(Runnable listener) {
		this.listener = listener;
	}

	private void observe(ActiveRequest request) {
		this.lastBegun = request.startedAt();
		Callers callers = this.callers;
		if (callers != null) {
			callers.add(new Callers.Caller(request.remoteAddress(), request.path()));
		}
	}

	/**
	 * Counts a request that ends. Does nothing if it has ended before.
	 * @param request the request
	 */
	public void end(ActiveRequest request) {
		if (!tableOf(request).remove(request)) {
			return;
		}
		boolean observed = this.observed;
		if (observed && !request.isAborted()) {
			this.served.increment();
		}
		if ((this.count.decrementAndGet() & ~CLOSED) == 0 && this.observed) {
			this.idle.wakeUp();
		}
	}

	/**
	 * Counts a request that was refused.
	 */
	public void reject() {
		this.rejected.increment();
	}

	/**
	 * How many are active.
	 * @return the exact number
	 */
	public long active() {
		return this.count.get() & ~CLOSED;
	}

	long served() {
		return this.served.sum();
	}

	long rejected() {
		return this.rejected.sum();
	}

	/**
	 * Begins to count what is served, and to note when requests begin.
	 */
	void observe() {
		this.lastBegun = this.clock.nanoTime();
		this.observed = true;
	}

	/**
	 * Notes from now on where requests come from.
	 * @param callers where to note it, or {@code null} to stop
	 */
	void noteCallers(@Nullable Callers callers) {
		this.callers = callers;
	}

	/**
	 * When the last request began, or {@link #observe()} was called.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long lastBegun() {
		return this.lastBegun;
	}

	/**
	 * Waits for the last request to end, and closes the gate behind it in the same
	 * instant.
	 * @param until when to give up, on {@link ShutdownClock#nanoTime()}
	 * @return whether the gate is closed
	 */
	boolean awaitIdle(long until) {
		return this.idle.await(() -> this.count.compareAndSet(0, CLOSED), until);
	}

	/**
	 * Closes the gate, whatever is active.
	 */
	void close() {
		this.count.updateAndGet((current) -> (current < 0) ? current : current + CLOSED);
	}

	/**
	 * Ends the requests whose end will never be told.
	 */
	void endLost() {
		all().stream().filter(ActiveRequest::isLost).forEach(this::end);
	}

	/**
	 * Tells every active request to abort that was not told before.
	 */
	void abort() {
		forEach((request) -> {
			if (!request.isAborted()) {
				this.aborted.add(describe(request, this.clock.nanoTime()));
				request.abort();
			}
		});
	}

	/**
	 * Answers in the place of every request that is still active.
	 */
	void abandon() {
		all().forEach(ActiveRequest::abandon);
	}

	/**
	 * The requests that were told to abort.
	 * @return them, as they were then
	 */
	List<ShutdownReport.Request> aborted() {
		return List.copyOf(this.aborted);
	}

	/**
	 * The oldest active requests, as they are now.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	List<ShutdownReport.Request> longest(int limit) {
		long now = this.clock.nanoTime();
		return oldest(limit).stream().map((request) -> describe(request, now)).toList();
	}

	/**
	 * The oldest active requests.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	List<ActiveRequest> oldest(int limit) {
		long now = this.clock.nanoTime();
		return all().stream()
			.sorted(Comparator.comparingLong((request) -> request.startedAt() - now))
			.limit(limit)
			.toList();
	}

	private static ShutdownReport.Request describe(ActiveRequest request, long now) {
		Thread thread = request.thread();
		return new ShutdownReport.Request(request.method(), request.path(), Duration.ofNanos(now - request.startedAt()),
				(thread != null) ? thread.getName() : null);
	}

	private List<ActiveRequest> all() {
		List<ActiveRequest> all = new ArrayList<>();
		forEach(all::add);
		return all;
	}

	private void forEach(Consumer<ActiveRequest> consumer) {
		this.tables.forEach((table) -> table.forEach(consumer));
	}

	private RequestTable tableOf(ActiveRequest request) {
		long hash = request.startedAt();
		return this.tables.get((int) (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (TABLES - 1));
	}

}
