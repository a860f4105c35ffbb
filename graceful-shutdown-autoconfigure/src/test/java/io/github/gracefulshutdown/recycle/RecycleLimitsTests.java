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

package io.github.gracefulshutdown.recycle;

import java.time.Duration;
import java.util.Locale;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecycleLimits}.
 */
class RecycleLimitsTests {

	private final RecycleLimits limits = new RecycleLimits(1000L, Duration.ofHours(10));

	@ParameterizedTest
	@CsvSource({ "0, 0.9, 1000, 10h", "0.1, 0, 1000, 10h", "0.1, 0.5, 1050, 630m", "1, 1, 2000, 20h" })
	void addsRandomShareToBoth(double jitter, double random, long requests, String uptime) {
		Duration expected = Duration.parse("PT" + uptime.toUpperCase(Locale.ROOT));
		assertThat(this.limits.plus(jitter, () -> random)).isEqualTo(new RecycleLimits(requests, expected));
	}

	@Test
	void leavesOutWhatIsNotLimited() {
		assertThat(new RecycleLimits(null, Duration.ofHours(1)).plus(1, () -> 1).maxRequests()).isNull();
		assertThat(new RecycleLimits(5L, null).plus(1, () -> 1).maxUptime()).isNull();
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, 50, Double.NaN })
	void refusesJitterThatIsNoShare(double jitter) {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> this.limits.plus(jitter, () -> 0))
			.withMessage("'graceful-shutdown.recycle.jitter' is %s, which is no share from 0 to 1.", jitter)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("a share of the limits and not a count", "0.1"));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void refusesNumberThatIsNotMoreThanZero(long max) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> new RecycleLimits(max, null))
			.withMessage("'graceful-shutdown.recycle.max-requests' is %s, which is not more than zero.", max);
	}

	@Test
	void refusesTimeThatNoClockCounts() {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> new RecycleLimits(null, Duration.ofDays(365_000)))
			.withMessage("'graceful-shutdown.recycle.max-uptime' is PT8760000H, which is longer than a hundred years.");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void refusesTimeThatIsNotMoreThanZero(long max) {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> new RecycleLimits(null, Duration.ofSeconds(max)))
			.withMessageStartingWith("'graceful-shutdown.recycle.max-uptime' is PT")
			.withMessageEndingWith("which is not more than zero.");
	}

}
