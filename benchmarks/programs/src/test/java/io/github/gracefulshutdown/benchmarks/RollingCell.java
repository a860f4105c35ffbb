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

package io.github.gracefulshutdown.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.LoadReport;
import io.github.gracefulshutdown.test.process.ServiceInstance.Stop;

/**
 * What was seen of one candidate behind one balancer, over all rounds.
 */
final class RollingCell {

	private final Candidate candidate;

	private final String balancer;

	private final Map<FailureKind, Long> failures = new TreeMap<>();

	private final Map<Integer, Integer> exitCodes = new TreeMap<>();

	private final List<Double> exits = new ArrayList<>();

	private final List<Double> latencies = new ArrayList<>();

	private long requests;

	RollingCell(Candidate candidate, String balancer) {
		this.candidate = candidate;
		this.balancer = balancer;
	}

	void add(LoadReport report) {
		this.requests += report.finished();
		report.failuresByKind().forEach((kind, count) -> this.failures.merge(kind, count, Long::sum));
		report.latencies().forEach((latency) -> this.latencies.add(latency.toNanos() / 1e6));
	}

	// From the decision to stop it, which the hook comes after
	void add(Stop stop) {
		this.exitCodes.merge(stop.exitCode(), 1, Integer::sum);
		Duration took = stop.took().plus(this.candidate.preStop());
		this.exits.add(took.toMillis() / 1e3);
	}

	Candidate candidate() {
		return this.candidate;
	}

	String balancer() {
		return this.balancer;
	}

	long requests() {
		return this.requests;
	}

	long failed() {
		return this.failures.values().stream().mapToLong(Long::longValue).sum();
	}

	Map<FailureKind, Long> failures() {
		return this.failures;
	}

	Map<Integer, Integer> exitCodes() {
		return this.exitCodes;
	}

	Distribution exits() {
		return Distribution.of(this.exits);
	}

	Distribution latencies() {
		return Distribution.of(this.latencies);
	}

}
