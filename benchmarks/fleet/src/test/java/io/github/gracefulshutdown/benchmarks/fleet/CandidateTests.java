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

import io.github.gracefulshutdown.ShutdownSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Candidate}.
 */
class CandidateTests {

	@Test
	void dividesTheBudgetAsTheStarterDoes() {
		ShutdownSettings settings = Candidate.of("5/2").settings(Duration.ofSeconds(30));
		assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(27));
		assertThat(settings.cleanup().reserve()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.end().reserve()).isEqualTo(Duration.ofSeconds(1));
		assertThat(settings.lameDuck().minDuration()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.lameDuck().quietPeriod()).isEqualTo(Duration.ofSeconds(2));
		assertThat(settings.lameDuck().maxDuration()).isEqualTo(Duration.ofMillis(13500));
	}

	@Test
	void lastsAsLongAsItHasTo() {
		ShutdownSettings.LameDuck longest = Candidate.of("20/2").settings(Duration.ofSeconds(30)).lameDuck();
		assertThat(longest.maxDuration()).isEqualTo(Duration.ofSeconds(20));
		ShutdownSettings.LameDuck set = Candidate.of("0.5/2/15").settings(Duration.ofSeconds(30)).lameDuck();
		assertThat(set.minDuration()).isEqualTo(Duration.ofMillis(500));
		assertThat(set.maxDuration()).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void readsThoseWithoutTheStarter() {
		assertThat(Candidate.of("plain").isPlain()).isTrue();
		assertThat(Candidate.of("pre-stop-7").preStop()).isEqualTo(Duration.ofSeconds(7));
		assertThat(Candidate.of("5/2").isPlain()).isFalse();
	}

	@Test
	void refusesWhatItDoesNotKnow() {
		assertThatIllegalArgumentException().isThrownBy(() -> Candidate.of("5"));
		assertThatIllegalArgumentException().isThrownBy(() -> Candidate.of("-1/2"));
	}

}
