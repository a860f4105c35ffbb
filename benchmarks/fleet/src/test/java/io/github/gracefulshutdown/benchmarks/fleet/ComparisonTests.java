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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Comparison}, {@link RealRun} and what the simulation predicts of the
 * runs in {@code docs/benchmarks.md}.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ComparisonTests {

	private static final RealRun STARTER = new RealRun("lag 2 s", "starter", 0, 5, Duration.ofSeconds(4));

	private static final RealRun PLAIN = new RealRun("lag 2 s", "plain", 1000, 5, Duration.ofMillis(600));

	@Test
	void simulationPredictsWhatWasMeasured() throws IOException {
		List<RealRun> runs = RealRun.read(measured());
		assertThat(runs).hasSize(15);
		List<Comparison> comparisons = runs.stream()
			.map((run) -> new Comparison(run, Simulation.run(run.scenario(42), run.simulated())))
			.toList();
		assertThat(comparisons).as(Comparison.markdown(comparisons)).allMatch(Comparison::isAsPredicted);
	}

	@Test
	void readsWhatCanBeSimulated() throws IOException {
		List<RealRun> runs = RealRun.read(measured());
		assertThat(runs).contains(new RealRun("lag 2 s", "plain", 1584, 5, Duration.ofMillis(716)));
		assertThat(runs).extracting(RealRun::candidate).containsOnly("starter", "plain", "plain-pre-stop");
	}

	@Test
	void starterMayFailNothing() {
		assertThat(new Comparison(STARTER, simulated(0, Duration.ofSeconds(4))).isAsPredicted()).isTrue();
		assertThat(new Comparison(STARTER, simulated(1, Duration.ofSeconds(4))).isAsPredicted()).isFalse();
	}

	@Test
	void exitOfStarterMayDifferBy15Percent() {
		assertThat(new Comparison(STARTER, simulated(0, Duration.ofMillis(4600))).isAsPredicted()).isTrue();
		assertThat(new Comparison(STARTER, simulated(0, Duration.ofMillis(4601))).isAsPredicted()).isFalse();
		assertThat(new Comparison(STARTER, simulated(0, Duration.ofMillis(3399))).isAsPredicted()).isFalse();
	}

	@Test
	void failuresOfOthersMayDifferByFactorOf2() {
		assertThat(new Comparison(PLAIN, simulated(400, Duration.ZERO)).isAsPredicted()).isTrue();
		assertThat(new Comparison(PLAIN, simulated(401, Duration.ZERO)).isAsPredicted()).isFalse();
		assertThat(new Comparison(PLAIN, simulated(99, Duration.ZERO)).isAsPredicted()).isFalse();
	}

	private static Result simulated(long failed, Duration exit) {
		return new Result(Candidate.of("plain"), Notice.of("2"), 10000, Map.of(Failure.REFUSED, failed), 1, exit, exit);
	}

	private static String measured() throws IOException {
		try (InputStream stream = ComparisonTests.class.getResourceAsStream("/rolling-restarts.json")) {
			return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
