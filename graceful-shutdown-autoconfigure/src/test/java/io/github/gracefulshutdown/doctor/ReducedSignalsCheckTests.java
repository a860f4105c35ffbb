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

package io.github.gracefulshutdown.doctor;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReducedSignalsCheck}.
 */
class ReducedSignalsCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "-Xrs", "-XX:+ReduceSignalUsage" })
	void findsOptionThatReducesSignals(String option) {
		ReducedSignalsCheck check = new ReducedSignalsCheck(() -> List.of("-Xmx1g", option));
		assertThat(check.isReduced()).isTrue();
		assertThat(check.run()).hasValueSatisfying((finding) -> {
			assertThat(finding.id()).isEqualTo("doctor-reduced-signals");
			assertThat(finding.text()).contains("was started with " + option, "Remove " + option);
			assertThat(finding.fields()).containsEntry("shutdown.event", "doctor-reduced-signals")
				.containsEntry("shutdown.option", option);
		});
	}

	@Test
	void findsNothingWhenSignalsAreNotReduced() {
		ReducedSignalsCheck check = new ReducedSignalsCheck(() -> List.of("-Xmx1g", "-XX:-ReduceSignalUsage"));
		assertThat(check.isReduced()).isFalse();
		assertThat(check.run()).isEmpty();
	}

}
