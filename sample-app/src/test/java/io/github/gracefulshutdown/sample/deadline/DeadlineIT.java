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

package io.github.gracefulshutdown.sample.deadline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import io.github.gracefulshutdown.test.process.OutputLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * G5: the process ends by itself inside the platform's grace period, whatever holds it
 * up, and names it. {@link AllObstaclesIT} has all of it at once, on each JDK.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class DeadlineIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	// For those that halt themselves: a tenth of it is left then, also beside other tests
	private static final Duration GRACE_PERIOD_TO_HALT = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(Obstacle.class)
	void endsInTimeAndNamesWhatHeldItUp(Obstacle obstacle) throws Exception {
		Duration gracePeriod = (obstacle.exitCode() == 2) ? GRACE_PERIOD_TO_HALT : StubbornService.GRACE_PERIOD;
		assertEndsInTime(this.directory, EnumSet.of(obstacle), gracePeriod, obstacle.exitCode());
	}

	static void assertEndsInTime(Path directory, Collection<Obstacle> obstacles, Duration gracePeriod, int exitCode)
			throws Exception {
		try (StubbornService service = StubbornService.start(directory, obstacles, gracePeriod)) {
			assertThat(service.stop()).isLessThan(gracePeriod);
			assertThat(service.process().awaitExit(TIMEOUT)).as("%s", service.process().output()).isEqualTo(exitCode);
			List<String> log = service.process().output().lines().stream().map(OutputLine::text).toList();
			assertThat(log).anyMatch((line) -> line.contains("The last task ran"));
			assertThat(log)
				.anyMatch((line) -> line.contains((exitCode == 2) ? "Shutdown FORCED" : "Shutdown INCOMPLETE"));
			assertThat(service.terminationMessage())
				.matches((exitCode == 2) ? forced(gracePeriod) : "(?s)Shutdown INCOMPLETE in .*");
			assertThat(service.report())
				.containsPattern("\"outcome\":\"" + ((exitCode == 2) ? "FORCED" : "INCOMPLETE") + "\"");
			if (obstacles.size() == 1) {
				obstacles.forEach((obstacle) -> assertThat(log).as(obstacle.name()).anyMatch(obstacle::isNamedIn));
			}
		}
	}

	private static String forced(Duration gracePeriod) {
		Duration timeout = gracePeriod.multipliedBy(9).dividedBy(10);
		return String.format(Locale.ROOT, "(?s)Shutdown FORCED after %.2fs.*", timeout.toMillis() / 1000.0);
	}

}
