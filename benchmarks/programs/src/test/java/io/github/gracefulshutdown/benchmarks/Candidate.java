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

import java.util.Arrays;

/**
 * The ways to stop that {@link RollingRestarts} compares.
 */
enum Candidate {

	/**
	 * The starter and its lame duck.
	 */
	STARTER("starter", Service.STARTER, false),

	/**
	 * Spring Boot as it is, whose shutdown is graceful by default.
	 */
	PLAIN("plain", Service.PLAIN, false),

	/**
	 * Spring Boot after a {@code preStop} hook that sleeps, as is often recommended.
	 */
	PLAIN_PRE_STOP("plain-pre-stop", Service.PLAIN, true);

	private final String label;

	private final Service service;

	private final boolean preStop;

	Candidate(String label, Service service, boolean preStop) {
		this.label = label;
		this.service = service;
		this.preStop = preStop;
	}

	static Candidate of(String label) {
		return Arrays.stream(values())
			.filter((candidate) -> candidate.label.equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No candidate " + label));
	}

	String label() {
		return this.label;
	}

	Service service() {
		return this.service;
	}

	boolean hasPreStop() {
		return this.preStop;
	}

}
