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

package io.github.gracefulshutdown.signal;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StatusSignal}.
 */
class StatusSignalTests {

	@ParameterizedTest
	@ValueSource(strings = { "USR1", "SIGUSR1", "usr1", " sigusr1 " })
	void isReadAsPeopleWriteIt(String value) {
		assertThat(StatusSignal.of(value)).isEqualTo(new StatusSignal("USR1"));
	}

	@Test
	void emptyIsNone() {
		assertThat(StatusSignal.of("").isNone()).isTrue();
		assertThat(StatusSignal.of("USR1").isNone()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "TERM, a signal that stops the process", "SIGINT, a signal that stops the process",
			"hup, a signal that stops the process", "NOSUCH, no signal of this operating system" })
	void refusesWhatCannotBe(String value, String why) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> StatusSignal.of(value))
			.withMessage("'graceful-shutdown.signals.status' is '%s', which is %s.".formatted(value, why))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("USR1", "leave it empty"));
	}

	@Test
	void saysWhenTheJvmKeepsIt() {
		assertThat(new StatusSignal("QUIT").taken())
			.hasMessage("'graceful-shutdown.signals.status' is 'QUIT', which is used by the JVM itself.");
	}

}
