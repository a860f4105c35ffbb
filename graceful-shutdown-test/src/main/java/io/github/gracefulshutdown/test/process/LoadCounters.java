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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the outcomes of a load.
 */
final class LoadCounters {

	private static final int MAX_FAILURES = 1000;

	private final Map<String, Long> outcomes = new TreeMap<>();

	private final Map<FailureKind, Long> kinds = new TreeMap<>();

	private final List<LoadFailure> failures = new ArrayList<>();

	private final List<Duration> latencies = new ArrayList<>();

	private long finished;

	private long latest;

	synchronized void success(String label, int status, long nanos) {
		this.finished++;
		this.latencies.add(Duration.ofNanos(nanos));
		this.outcomes.merge(label + " " + status, 1L, Long::sum);
	}

	synchronized void failure(String label, LoadFailure failure) {
		this.finished++;
		this.kinds.merge(failure.kind(), 1L, Long::sum);
		this.outcomes.merge(label + " " + failure.kind(), 1L, Long::sum);
		if (this.failures.size() < MAX_FAILURES) {
			this.failures.add(failure);
		}
	}

	synchronized void late(long nanos) {
		this.latest = Math.max(this.latest, nanos);
	}

	synchronized LoadReport report() {
		return new LoadReport(this.finished, new TreeMap<>(this.outcomes), List.copyOf(this.failures),
				new TreeMap<>(this.kinds), List.copyOf(this.latencies), Duration.ofNanos(this.latest));
	}

}
