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

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MissingHookCheck}.
 */
class MissingHookCheckTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void findsMissingHookWhenHooksRunAtSignal() {
		this.environment.setProperty("spring.main.register-shutdown-hook", "false");
		assertThat(new MissingHookCheck(this.environment, () -> true).run()).hasValueSatisfying((finding) -> {
			assertThat(finding.id()).isEqualTo("doctor-no-shutdown-hook");
			assertThat(finding.text()).contains("spring.main.register-shutdown-hook is false. Remove that key",
					"graceful-shutdown.signals.enabled");
			assertThat(finding.fields()).containsEntry("shutdown.event", "doctor-no-shutdown-hook")
				.containsEntry("shutdown.key", "spring.main.register-shutdown-hook");
		});
	}

	@Test
	void findsNothingWhenNoHookRunsAtSignal() {
		this.environment.setProperty("spring.main.register-shutdown-hook", "false");
		assertThat(new MissingHookCheck(this.environment, () -> false).run()).isEmpty();
	}

	@Test
	void findsNothingWhenHookIsRegistered() {
		assertThat(new MissingHookCheck(this.environment, () -> true).run()).isEmpty();
	}

}
