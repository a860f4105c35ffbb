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

/**
 * How much load of which kind.
 *
 * @param requestsPerSecond the rate, kept whatever the answers
 * @param workers how many requests may be under way at once
 * @param maxDuration when the load ends by itself
 * @param timeout how long a request may take
 * @param reportPercent share of {@code GET /report}
 * @param asyncReportPercent share of {@code GET /report-async}
 * @param longestReport the duration of the longest report
 * @param seed the seed of everything that is random
 * @since 1.0.0
 */
public record LoadProfile(int requestsPerSecond, int workers, Duration maxDuration, Duration timeout, int reportPercent,
		int asyncReportPercent, Duration longestReport, long seed) {

	/**
	 * Mixed load: orders taken and shown, one request in five a report.
	 * @param requestsPerSecond the rate
	 * @param maxDuration when the load ends by itself
	 * @return the profile
	 */
	public static LoadProfile mixed(int requestsPerSecond, Duration maxDuration) {
		return new LoadProfile(requestsPerSecond, 128, maxDuration, Duration.ofSeconds(15), 10, 10,
				Duration.ofMillis(500), 42);
	}

}
