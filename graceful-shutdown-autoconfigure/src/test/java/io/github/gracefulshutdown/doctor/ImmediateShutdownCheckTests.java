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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImmediateShutdownCheck}.
 */
class ImmediateShutdownCheckTests {

	private final MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8080");

	private final ImmediateShutdownCheck check = new ImmediateShutdownCheck(this.environment);

	@ParameterizedTest
	@ValueSource(strings = { "immediate", "IMMEDIATE" })
	void findsImmediateShutdownOfServer(String value) {
		this.environment.setProperty("server.shutdown", value);
		assertThat(this.check.run()).hasValueSatisfying((finding) -> {
			assertThat(finding.id()).isEqualTo("doctor-immediate-shutdown");
			assertThat(finding.text()).contains("server.shutdown is immediate. Remove that key");
			assertThat(finding.fields()).containsEntry("shutdown.event", "doctor-immediate-shutdown")
				.containsEntry("shutdown.key", "server.shutdown");
		});
	}

	@Test
	void findsNothingByDefault() {
		assertThat(this.check.run()).isEmpty();
	}

	@Test
	void findsNothingWhenServerStopsGracefully() {
		this.environment.setProperty("server.shutdown", "graceful");
		assertThat(this.check.run()).isEmpty();
	}

	@Test
	void findsNothingWhenThereIsNoServer() {
		MockEnvironment none = new MockEnvironment().withProperty("server.shutdown", "immediate");
		assertThat(new ImmediateShutdownCheck(none).run()).isEmpty();
	}

}
