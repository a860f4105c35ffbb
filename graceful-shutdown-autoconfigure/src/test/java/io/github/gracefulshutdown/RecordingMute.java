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

/**
 * Mutes nothing, but notes when it was asked to.
 */
final class RecordingMute implements LogMute {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private volatile long count;

	private volatile boolean failing;

	/**
	 * What was called.
	 * @return the calls, in order
	 */
	List<String> calls() {
		return this.calls;
	}

	void count(long count) {
		this.count = count;
	}

	void fail() {
		this.failing = true;
	}

	@Override
	public void prepare() {
		this.calls.add("prepare");
		failIfFailing();
	}

	@Override
	public void begin() {
		this.calls.add("begin");
		failIfFailing();
	}

	private void failIfFailing() {
		if (this.failing) {
			throw new IllegalStateException("Cannot mute");
		}
	}

	@Override
	public void end() {
		this.calls.add("end");
	}

	@Override
	public long count() {
		return this.count;
	}

}
