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
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code RollingRestarts} has measured, as far as it can be simulated.
 *
 * @param balancer what the instances were behind
 * @param candidate the way to stop
 * @param failed how many requests failed
 * @param restarts in how many restarts
 * @param exit the median of the times to exit
 */
record RealRun(String balancer, String candidate, long failed, int restarts, Duration exit) {

	static final String STARTER = "starter";

	private static final List<String> CANDIDATES = List.of(STARTER, "plain", "plain-pre-stop");

	private static final String HAPROXY = "haproxy";

	private static final Duration FOREVER = Duration.ofDays(1);

	private static final Duration START_UP = Duration.ofSeconds(6);

	private static final Scenario.End END = new Scenario.End(Duration.ofMillis(20), Duration.ofMillis(150));

	/**
	 * Reads them.
	 * @param json what {@code RollingRestarts} has written
	 * @return the runs
	 */
	static List<RealRun> read(String json) {
		Stream<JsonNode> cells = JsonMapper.builder().build().readTree(json).valueStream();
		return cells.map(RealRun::of).filter((run) -> CANDIDATES.contains(run.candidate())).toList();
	}

	private static RealRun of(JsonNode cell) {
		int restarts = cell.path("exitCodes").valueStream().mapToInt(JsonNode::asInt).sum();
		return new RealRun(cell.path("balancer").asString(), cell.path("candidate").asString(),
				cell.path("failed").asLong(), restarts, Seconds.of(cell.path("secondsToExit").path("p50").asDouble()));
	}

	double failedPerRestart() {
		return (double) this.failed / Math.max(1, this.restarts);
	}

	boolean isStarter() {
		return this.candidate.equals(STARTER);
	}

	// As RollingRestarts sets it
	Candidate simulated() {
		return switch (this.candidate) {
			case STARTER -> Candidate.of((isHaproxy() ? "2" : lag()) + "/2/15");
			case "plain" -> Candidate.of("plain");
			default -> Candidate.of("pre-stop-5");
		};
	}

	/**
	 * What {@code RollingRestarts} does by default, for eight restarts.
	 * @param seed the seed of everything that is random
	 * @return the scenario
	 */
	Scenario scenario(long seed) {
		return new Scenario(2, 1, Notice.of(isHaproxy() ? "0.5x2" : lag() + "-" + lag()),
				new Scenario.Traffic(150, ServiceTimes.ofRollingRestarts()),
				new Scenario.Connections(32, FOREVER, FOREVER),
				new Scenario.RollOut(8, 1, false, START_UP, Duration.ofSeconds(1)), END, Duration.ofSeconds(40), seed);
	}

	private boolean isHaproxy() {
		return this.balancer.equals(HAPROXY);
	}

	// From "lag 2 s"
	private String lag() {
		return Objects.requireNonNull(this.balancer.split(" ")[1]);
	}

}
