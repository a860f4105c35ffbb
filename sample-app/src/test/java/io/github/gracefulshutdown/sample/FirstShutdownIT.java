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

package io.github.gracefulshutdown.sample;

import java.time.Duration;

import io.github.gracefulshutdown.test.ServiceUnderTest;
import io.github.gracefulshutdown.test.ShutdownRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The first test that a user would write with {@code graceful-shutdown-test}, and what it
 * says of plain Spring Boot.
 */
@Tag("once")
class FirstShutdownIT {

	@RegisterExtension
	final ServiceUnderTest service = ServiceUnderTest.ofJar(System.getProperty("sample.executable-jar"))
		.with("--spring.datasource.url=jdbc:h2:mem:orders");

	@Test
	void noRequestFailsWhenItStops() {
		ShutdownRun run = stop();
		assertThat(run).hasNoFailedRequest()
			.hasAnsweredAtLeast(100)
			.refusedReadinessFirst()
			.hasExitCode(0)
			.endedWithin(Duration.ofSeconds(10))
			.ranTasksInOrder("record stop", "count orders", "checkpoint")
			.cutNothing();
	}

	@Test
	void plainSpringBootFailsReadably() {
		this.service.with("--graceful-shutdown.enabled=false");
		ShutdownRun run = stop();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).hasNoFailedRequest())
			.withMessageContaining(" requests failed")
			.withMessageContaining("SIGTERM")
			.withMessageContaining("(first of ")
			.withMessageContaining("the process ends with exit code 143");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).cutNothing());
	}

	private ShutdownRun stop() {
		return this.service
			.underLoad((load) -> load.get("/report?ms=100").post("/orders", "{\"item\":\"tea\",\"quantity\":1}"))
			.lag(Duration.ofSeconds(2))
			.terminate();
	}

}
