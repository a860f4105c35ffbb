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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Every active request, counted exactly. Safe for any thread.
 *
 * @since 1.0.0
 */
public final class ActiveRequests {

	private final ShutdownClock clock;

	private final DrainGate gate;

	private final WorkTables<ActiveRequest> tables = new WorkTables<>();

	private final LongAdder served = new LongAdder();

	private final LongAdder rejected = new LongAdder();

	private final List<ShutdownReport.Request> aborted = new CopyOnWriteArrayList<>();

	private volatile long lastBegun;

	private volatile boolean counted;

	private volatile @Nullable Callers callers;

	private volatile @Nullable Runnable listener;

	/**
	 * Creates an empty registry.
	 * @param clock the clock
	 */
	public ActiveRequests(ShutdownClock clock) {
		this.clock = clock;
		this.gate = new DrainGate(clock);
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
		if (!this.gate.enter(DrainGate.REQUEST)) {
			return false;
		}
		this.tables.add(request);
		if (this.gate.isObserved()) {
			observe(request);
		}
		Runnable listener = this.listener;
		if (listener != null) {
			listener.run();
		}
		return true;
	}

	/**
	 * Notes that the requests to the web server are counted, which nobody does on some.
	 */
	public void serving() {
		this.counted = true;
	}

	/**
	 * Whether the requests to the web server are counted.
	 * @return whether somebody is {@link #serving()}
	 */
	public boolean areCounted() {
		return this.counted;
	}

	/**
	 * Has somebody told of each request that is counted, on its thread as it begins.
	 * @param listener whom to tell: fast, and without fail
	 */
	public void onBegin(Runnable listener) {
		this.listener = listener;
	}

	private void observe(ActiveRequest request) {
		this.lastBegun = this.clock.nanoTime();
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
		if (!this.tables.remove(request)) {
			return;
		}
		if (this.gate.isObserved() && !request.isAborted()) {
			this.served.increment();
		}
		this.gate.leave(DrainGate.REQUEST);
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
		return this.gate.requests();
	}

	/**
	 * The gate that closes behind the last request and job.
	 * @return the gate
	 */
	DrainGate gate() {
		return this.gate;
	}

	/**
	 * Whether a thread is at work on a request.
	 * @param thread the thread
	 * @return whether it is
	 */
	boolean isServing(Thread thread) {
		return this.tables.all().stream().anyMatch((request) -> request.thread() == thread);
	}

	/**
	 * Whether a thread is at work on a request that was told to abort.
	 * @param thread the thread
	 * @return whether it is
	 */
	boolean isAborted(Thread thread) {
		return this.tables.all().stream().anyMatch((request) -> request.thread() == thread && request.isAborted());
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
		this.gate.observe();
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
	 * Ends the requests whose end will never be told.
	 */
	void endLost() {
		this.tables.all().stream().filter(ActiveRequest::isLost).forEach(this::end);
	}

	/**
	 * Tells every active request to abort that was not told before.
	 */
	void abort() {
		this.tables.forEach((request) -> {
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
		this.tables.all().forEach(ActiveRequest::abandon);
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
	public List<ShutdownReport.Request> longest(int limit) {
		long now = this.clock.nanoTime();
		return oldest(limit).stream().map((request) -> describe(request, now)).toList();
	}

	/**
	 * The oldest active requests.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	List<ActiveRequest> oldest(int limit) {
		return this.tables.oldest(limit);
	}

	private static ShutdownReport.Request describe(ActiveRequest request, long now) {
		Thread thread = request.thread();
		return new ShutdownReport.Request(request.method(), request.path(), Duration.ofNanos(now - request.startedAt()),
				(thread != null) ? thread.getName() : null);
	}

}
