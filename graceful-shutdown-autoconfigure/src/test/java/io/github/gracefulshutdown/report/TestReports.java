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

package io.github.gracefulshutdown.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;

/**
 * Final reports.
 */
final class TestReports {

	private TestReports() {
	}

	/**
	 * The report of a shutdown after {@code SIGTERM} that took six of 27 seconds.
	 */
	static ShutdownReport of(ShutdownOutcome outcome, Instant startedAt) {
		Duration timeout = Duration.ofSeconds(27);
		List<String> cut = (outcome == ShutdownOutcome.INCOMPLETE) ? List.of("bean") : List.of();
		ShutdownState state = (outcome != ShutdownOutcome.FORCED) ? ShutdownState.TERMINATED : ShutdownState.STOPPING;
		return new ShutdownReport(state, new ShutdownTrigger(ShutdownTrigger.Type.SIGTERM, startedAt),
				new ShutdownReport.Budget(Duration.ofSeconds(30), timeout, timeout.minusSeconds(6)),
				new ShutdownReport.Requests(0, 3, 0, List.of()), new ShutdownReport.Jobs(0, 2, List.of(), 0), List.of(),
				new ShutdownReport.Cleanup(List.of(), List.of()),
				new ShutdownReport.End(cut, outcome == ShutdownOutcome.FORCED), 0, null);
	}

}
