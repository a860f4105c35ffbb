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

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A request without a web server.
 */
public final class FakeRequest implements ActiveRequest {

	private final String path;

	private final long startedAt;

	private final AtomicInteger aborts = new AtomicInteger();

	private final AtomicInteger abandons = new AtomicInteger();

	private final Runnable onAbort;

	private volatile @Nullable Thread thread = Thread.currentThread();

	private int slot = -1;

	/**
	 * Creates a request that begins now.
	 * @param path the path
	 * @param clock the clock
	 */
	public FakeRequest(String path, ShutdownClock clock) {
		this(path, clock, () -> {
		});
	}

	/**
	 * Creates a request that begins now.
	 * @param path the path
	 * @param clock the clock
	 * @param onAbort what it does when told to abort
	 */
	public FakeRequest(String path, ShutdownClock clock, Runnable onAbort) {
		this.path = path;
		this.startedAt = clock.nanoTime();
		this.onAbort = onAbort;
	}

	/**
	 * Says that it waits for an asynchronous result.
	 * @return this
	 */
	public FakeRequest withoutThread() {
		this.thread = null;
		return this;
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String remoteAddress() {
		return "192.0.2.1";
	}

	@Override
	public long startedAt() {
		return this.startedAt;
	}

	@Override
	public @Nullable Thread thread() {
		return this.thread;
	}

	@Override
	public void abort() {
		this.aborts.incrementAndGet();
		this.onAbort.run();
	}

	@Override
	public boolean isAborted() {
		return this.aborts.get() > 0;
	}

	@Override
	public void abandon() {
		this.abandons.incrementAndGet();
	}

	@Override
	public int slot() {
		return this.slot;
	}

	@Override
	public void slot(int slot) {
		this.slot = slot;
	}

	/**
	 * How often it was told to abort.
	 * @return the number
	 */
	public int aborts() {
		return this.aborts.get();
	}

	/**
	 * How often it was answered for.
	 * @return the number
	 */
	public int abandons() {
		return this.abandons.get();
	}

}
