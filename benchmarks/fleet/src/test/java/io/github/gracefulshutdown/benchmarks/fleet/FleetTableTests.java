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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetTable}.
 */
class FleetTableTests {

	private static final Candidate SHORT = Candidate.of("0/0");

	private static final Candidate DEFAULTS = Candidate.of("5/2");

	private static final Candidate LONG = Candidate.of("10/2");

	private static final Notice LAG = Notice.of("2");

	@Test
	void recommendsTheFastestWithoutFailure() {
		FleetTable table = table(result(SHORT, 100, 1), result(DEFAULTS, 0, 5), result(LONG, 0, 10));
		assertThat(table.recommendation())
			.isEqualTo("lag 2 s: without a failure 5/2 (5.0 s); with fewer than 10 of a million"
					+ " 5/2 (5.0 s); the defaults 5/2: 0 failed, 5.0 s");
	}

	@Test
	void saysSoWhenAllFail() {
		FleetTable table = table(result(SHORT, 100, 1), result(DEFAULTS, 10, 5), result(LONG, 9, 10));
		assertThat(table.recommendation())
			.isEqualTo("lag 2 s: without a failure none of these; with fewer than 10 of a million"
					+ " 10/2 (10.0 s); the defaults 5/2: 10 failed, 5.0 s");
	}

	@Test
	void showsFailuresAndTimes() {
		FleetTable table = table(result(SHORT, 100, 1), result(DEFAULTS, 0, 5), result(LONG, 0, 10));
		assertThat(table.markdown()).contains("| failed requests (of a million) | lag 2 s |\n|---|---|\n")
			.contains("| 0/0 | 100 (100.0) |\n| 5/2 | 0 |\n")
			.contains("| 5/2 | 5.0 s |\n")
			.contains("| 10/2 | 40 s |\n");
		assertThat(table.json()).contains("\"candidate\" : \"0/0\"").contains("\"REFUSED\" : 100");
	}

	private static FleetTable table(Result... results) {
		return new FleetTable(List.of(SHORT, DEFAULTS, LONG), List.of(LAG), List.of(results));
	}

	private static Result result(Candidate candidate, long failed, int seconds) {
		return new Result(candidate, LAG, 1_000_000, Map.of(Failure.REFUSED, failed), 4, Duration.ofSeconds(seconds),
				Duration.ofSeconds(seconds * 4L));
	}

}
