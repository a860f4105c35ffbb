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

package io.github.gracefulshutdown.sample.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ShutdownSummary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timeline}.
 */
class TimelineTests {

	private static final String SUMMARY = "Shutdown CLEAN in 1.20s after SIGTERM: "
			+ "lame duck 1.00s, drain 0.50s, stopping 0.00s, cleanup 0.01s; requests served 1, rejected 0, aborted 0";

	@Test
	void drawsEachStateInItsLength() {
		assertThat(new Timeline(StandardCharsets.US_ASCII).draw(stop(SUMMARY)))
			.startsWith("orders-1  exit code 0 after 1.30 s  CLEAN\n")
			.endsWith("  |........oooo+#|  LAME_DUCK 1.00 s  DRAINING 0.50 s  STOPPING 0.00 s  CLEANING_UP 0.01 s");
	}

	@Test
	void drawsBlocksWhereTheCharsetHasThem() {
		assertThat(new Timeline(StandardCharsets.UTF_8).draw(stop(SUMMARY)))
			.contains("|\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2592\u2592\u2592\u2592\u2593\u2588|");
	}

	@Test
	void drawsALongShutdownOnOneLine() {
		String summary = SUMMARY.replace("lame duck 1.00s", "lame duck 100.00s");
		assertThat(new Timeline(StandardCharsets.US_ASCII).draw(stop(summary)).lines())
			.allSatisfy((line) -> assertThat(line).hasSizeLessThan(160));
	}

	@Test
	void saysThatThereIsNoSummary() {
		assertThat(new Timeline(StandardCharsets.US_ASCII).draw(stop("bye"))).contains("no summary");
	}

	private static ServiceInstance.Stop stop(String line) {
		Optional<ShutdownSummary> summary = ShutdownSummary.findLast(List.of(line));
		return new ServiceInstance.Stop("orders-1", 0, Duration.ofMillis(1300), summary);
	}

}
