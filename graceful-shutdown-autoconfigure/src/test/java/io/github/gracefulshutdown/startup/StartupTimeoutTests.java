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

package io.github.gracefulshutdown.startup;

import java.time.Duration;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StartupTimeout}.
 */
class StartupTimeoutTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void readsTimeAsSpringBootDoes() {
		assertThat(read("90s").duration()).isEqualTo(Duration.ofSeconds(90));
		assertThat(read("PT2M").duration()).isEqualTo(Duration.ofMinutes(2));
		assertThat(read("250").duration()).isEqualTo(Duration.ofMillis(250));
	}

	@Test
	void saysTimeAndKey() {
		assertThat(read("90s")).hasToString("90s ('graceful-shutdown.startup.timeout')");
		assertThat(read("1500ms")).hasToString("1500ms ('graceful-shutdown.startup.timeout')");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s" })
	void refusesWhatIsNotMoreThanZero(String value) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> read(value))
			.withMessage("'graceful-shutdown.startup.timeout' is '%s', which is not more than zero.", value)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("60s", "leave it out"));
	}

	@Test
	void refusesWhatNoClockCounts() {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> read("365000d"))
			.withMessage("'graceful-shutdown.startup.timeout' is '365000d', which is longer than a year.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "false", "99999999999999999999s" })
	void refusesWhatIsNoTime(String value) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> read(value))
			.withMessage("'graceful-shutdown.startup.timeout' is '%s', which is no time.", value);
	}

	private StartupTimeout read(String value) {
		this.environment.setProperty(StartupTimeout.START, value);
		return StartupTimeout.read(this.environment, StartupTimeout.START);
	}

}
