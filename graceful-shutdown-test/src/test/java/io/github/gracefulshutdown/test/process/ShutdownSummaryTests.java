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
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ShutdownSummary}.
 */
class ShutdownSummaryTests {

	@Test
	void readsTheLastSummary() {
		String line = "2026-11-21T10:15:30.000Z  INFO 1 --- [main] i.g.ShutdownLog : Shutdown CLEAN in 4.21s after SIGTERM: "
				+ "lame duck 4.00s, drain 120ms, stopping 0.05s, cleanup 0.04s; requests served 312, rejected 0, aborted 0";
		assertThat(ShutdownSummary.findLast(List.of("Shutdown soon", line, "bye"))).hasValueSatisfying((summary) -> {
			assertThat(summary.outcome()).isEqualTo("CLEAN");
			assertThat(summary.total()).isEqualTo(Duration.ofMillis(4210));
			assertThat(summary.stages()).containsExactly(entry("LAME_DUCK", Duration.ofSeconds(4)),
					entry("DRAINING", Duration.ofMillis(120)), entry("STOPPING", Duration.ofMillis(50)),
					entry("CLEANING_UP", Duration.ofMillis(40)));
			assertThat(summary.text()).startsWith("Shutdown CLEAN in").endsWith("aborted 0");
		});
	}

	@Test
	void findsNothingWhereThereIsNone() {
		assertThat(ShutdownSummary.findLast(List.of("Commencing graceful shutdown", "Shutdown initiated...")))
			.isEmpty();
	}

}
