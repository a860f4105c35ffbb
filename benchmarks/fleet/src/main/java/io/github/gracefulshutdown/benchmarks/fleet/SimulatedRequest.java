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

package io.github.gracefulshutdown.benchmarks.fleet;

import io.github.gracefulshutdown.ActiveRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request of the simulation, which no thread works on.
 */
final class SimulatedRequest implements ActiveRequest {

	private final long startedAt;

	private int slot = -1;

	private boolean aborted;

	SimulatedRequest(long startedAt) {
		this.startedAt = startedAt;
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String path() {
		return "/";
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
		return null;
	}

	@Override
	public void abort() {
		this.aborted = true;
	}

	@Override
	public boolean isAborted() {
		return this.aborted;
	}

	@Override
	public void abandon() {
	}

	@Override
	public int slot() {
		return this.slot;
	}

	@Override
	public void slot(int slot) {
		this.slot = slot;
	}

}
