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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process that only notes that it was ended. Without being told, no trigger ends it.
 */
public final class FakeProcess implements HostProcess {

	private final AtomicBoolean ends = new AtomicBoolean();

	private final AtomicBoolean logGone = new AtomicBoolean();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	FakeProcess ends() {
		this.ends.set(true);
		return this;
	}

	FakeProcess losesLog() {
		this.logGone.set(true);
		return this;
	}

	/**
	 * How it was ended.
	 * @return the calls, with their exit codes
	 */
	public List<String> calls() {
		return this.calls;
	}

	/**
	 * Blocks until it is ended.
	 */
	public void awaitEnd() {
		Background.await(this.ended);
	}

	@Override
	public boolean endsWith(ShutdownTrigger.Type trigger) {
		return this.ends.get();
	}

	@Override
	public boolean isLogGone() {
		return this.logGone.get();
	}

	@Override
	public void exit(int code) {
		this.calls.add("exit " + code);
		this.ended.countDown();
	}

	@Override
	public void halt(int code) {
		this.calls.add("halt " + code);
		this.ended.countDown();
	}

}
