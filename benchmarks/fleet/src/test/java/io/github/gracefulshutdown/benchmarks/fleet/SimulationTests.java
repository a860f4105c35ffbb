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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Simulation}.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SimulationTests {

	private static final Duration EXIT = Duration.ofMillis(150);

	@Test
	void givesTheSameResultForTheSameSeed() {
		Scenario scenario = scenario("3", 20, false, 42);
		Result result = run(scenario, "2/1");
		for (int i = 0; i < 5; i++) {
			assertThat(run(scenario, "2/1")).isEqualTo(result);
		}
		assertThat(run(scenario("3", 20, false, 43), "2/1").requests()).isNotEqualTo(result.requests());
	}

	@Test
	void failsNothingWhenTheLameDuckIsLongerThanTheLag() {
		Result result = run(scenario("2", 20, false, 42), "5/2");
		assertThat(result.failures()).isEmpty();
		assertThat(result.requests()).isGreaterThan(2000);
	}

	@Test
	void refusesConnectionsWhenTheLagIsLongerThanTheLameDuck() {
		Result result = run(scenario("6-6", 20, false, 42), "2/0");
		assertThat(result.failures().get(Failure.REFUSED)).isPositive();
		assertThat(result.failures()).doesNotContainKeys(Failure.CUT, Failure.NOT_SENT);
	}

	@Test
	void plainFailsOnNewAndOnKeptConnections() {
		Result result = run(scenario("2", 20, false, 42), "plain");
		assertThat(result.failures()).containsOnlyKeys(Failure.REFUSED, Failure.END_OF_FILE);
	}

	@Test
	void preStopHelpsWherePlatformTellsAndNotWhereReadinessIsProbed() {
		assertThat(run(scenario("2", 20, false, 42), "pre-stop-5").failures()).containsOnlyKeys(Failure.END_OF_FILE);
		assertThat(run(scenario("1x2", 20, false, 42), "pre-stop-5").failures()).containsKey(Failure.REFUSED);
	}

	@Test
	void rejectsWhatComesBetweenDrainAndExit() {
		assertThat(run(scenario("2", 20, false, 42), "0/0").failures().get(Failure.REJECTED)).isPositive();
	}

	@Test
	void takesLongerWithLongerLameDuck() {
		Scenario scenario = scenario("2", 20, false, 42);
		Result none = run(scenario, "0/0");
		Result two = run(scenario, "2/0");
		Result five = run(scenario, "5/0");
		assertThat(two.exit()).isBetween(none.exit().plusMillis(1), five.exit());
		assertThat(five.exit()).isGreaterThan(two.exit().plusSeconds(2));
		assertThat(two.rollOut()).isBetween(none.rollOut(), five.rollOut());
	}

	@Test
	void engineDecidesWhenTheLameDuckEnds() {
		Scenario idle = scenario("2", 0.001, false, 42);
		assertThat(run(idle, "5/0").exit()).isEqualTo(EXIT.plusSeconds(5));
		assertThat(run(idle, "5/2").exit()).isEqualTo(EXIT.plusSeconds(5));
		assertThat(run(idle, "1/3").exit()).isEqualTo(EXIT.plusSeconds(3));
		assertThat(run(idle, "0/0").exit()).isEqualTo(EXIT);
	}

	@Test
	void lameDuckDoesNotDelayReplacementsBesideTheOldOnes() {
		Result after = run(scenario("2", 0.001, false, 42), "5/0");
		Result beside = run(scenario("2", 0.001, true, 42), "5/0");
		assertThat(after.rollOut()).isEqualTo(EXIT.plusSeconds(5 + 8).multipliedBy(4));
		assertThat(beside.rollOut()).isEqualTo(Duration.ofSeconds(8 * 4));
	}

	private static Result run(Scenario scenario, String candidate) {
		return Simulation.run(scenario, Candidate.of(candidate));
	}

	private static Scenario scenario(String notice, double rate, boolean beside, long seed) {
		return new Scenario(8, 2, Notice.of(notice),
				new Scenario.Traffic(rate, ServiceTimes.mostlyShort(Duration.ofMillis(50), Duration.ofSeconds(2))),
				new Scenario.Connections(2, Duration.ofSeconds(60), Duration.ofMillis(10)),
				new Scenario.RollOut(8, 2, beside, Duration.ofSeconds(8), Duration.ZERO), new Scenario.End(EXIT, EXIT),
				Duration.ofSeconds(30), seed);
	}

}
