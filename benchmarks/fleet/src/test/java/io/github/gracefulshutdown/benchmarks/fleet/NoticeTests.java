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
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Notice}.
 */
class NoticeTests {

	@Test
	void spreadsThePushedUpToTheLag() {
		assertThat(Notice.of("2").isPushed()).isTrue();
		assertThat(delays("2")).allMatch((delay) -> delay.compareTo(Duration.ofSeconds(2)) < 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofMillis(200)) < 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofMillis(1800)) > 0);
	}

	@Test
	void knowsAnExactLag() {
		assertThat(delays("1.5-1.5")).containsOnly(Duration.ofMillis(1500));
	}

	@Test
	void needsAsManyProbesAsTheThreshold() {
		assertThat(Notice.of("5x3").isPushed()).isFalse();
		assertThat(delays("5x3")).allMatch((delay) -> delay.compareTo(Duration.ofSeconds(10)) >= 0)
			.allMatch((delay) -> delay.compareTo(Duration.ofSeconds(15)) < 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofSeconds(14)) > 0);
	}

	private static Stream<Duration> delays(String label) {
		SplittableRandom random = new SplittableRandom(42);
		return Stream.generate(() -> Notice.of(label).delay(random)).limit(100);
	}

}
