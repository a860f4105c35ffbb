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

package io.github.gracefulshutdown.test;

import java.time.Duration;

import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ServiceUnderTest} and {@link UnderLoad} with a real process.
 */
@Tag("once")
class ServiceUnderTestTests {

	private final ServiceUnderTest service = ServiceUnderTest.ofMainClass(HangingService.class);

	@AfterEach
	void endTest() throws Exception {
		this.service.afterEach(mock(ExtensionContext.class));
	}

	@Test
	void startsAgainInTheNextTest() throws Exception {
		this.service.start();
		endTest();
		assertThat(this.service.reports().getParent()).doesNotExist();
		ServiceProcess next = this.service.start();
		assertThat(next.isAlive()).isTrue();
	}

	@Test
	void refusesTwoTestsAtTheSameTime() throws Exception {
		ServiceProcess first = this.service.start();
		assertThatIllegalStateException().isThrownBy(this.service::start).withMessageContaining("not static");
		assertThat(first.isAlive()).isTrue();
	}

	@Test
	void saysWhatReadinessAnswersInstead() {
		this.service.readyAt("/forbidden").startsWithin(Duration.ofSeconds(5));
		assertThatIllegalStateException().isThrownBy(this.service::start)
			.withMessageContaining("not within PT5S")
			.withMessageContaining("/forbidden has to answer 200; the last answer: HTTP 403");
	}

	@Test
	void countsThePatienceFromTheSignal() {
		ShutdownRun run = this.service.underLoad((load) -> load.get("/").get("/hang"))
			.lag(Duration.ofSeconds(1))
			.patience(Duration.ofSeconds(2))
			.terminate();
		assertThat(run.end().exitCode()).isNull();
		// A request of its own would be waited for much longer
		assertThat(run.end().took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
		assertThat(run.load().failed()).isPositive().isLessThan(run.load().finished());
		assertThat(run.load().failuresByKind().keySet()).noneMatch((kind) -> kind.name().equals("TIMEOUT"));
	}

}
