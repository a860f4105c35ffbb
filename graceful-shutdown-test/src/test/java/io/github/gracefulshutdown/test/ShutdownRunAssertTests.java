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
import java.util.List;
import java.util.Map;

import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.LoadFailure;
import io.github.gracefulshutdown.test.process.LoadReport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ShutdownRunAssert}.
 */
class ShutdownRunAssertTests {

	private static final FinalReport CLEAN = new FinalReport("CLEAN", "Shutdown CLEAN in 3.54s",
			List.of(new FinalReport.Task(1, "record stop", "SUCCESS"),
					new FinalReport.Task(2, "count orders", "SUCCESS"), new FinalReport.Task(2, "flush", "SUCCESS"),
					new FinalReport.Task(3, "close", "FAILURE")));

	private static final ShutdownRun GOOD = new ShutdownRun("SIGTERM", load(List.of(), Map.of()), seen(5L, 2000L),
			new ProcessEnd(0, Duration.ofSeconds(3), List.of("bye")), CLEAN);

	private static final ShutdownRun BAD = new ShutdownRun("SIGTERM",
			load(List.of(failure(FailureKind.CONNECTION_REFUSED, Duration.ofMillis(12)),
					failure(FailureKind.END_OF_FILE, null),
					failure(FailureKind.CONNECTION_REFUSED, Duration.ofMillis(14))),
					Map.of(FailureKind.CONNECTION_REFUSED, 153L, FailureKind.END_OF_FILE, 1L)),
			seen(null, 9L), new ProcessEnd(143, Duration.ofMillis(1204), List.of("the last line")), null);

	@Test
	void passesWhereAllIsWell() {
		assertThat(GOOD).hasNoFailedRequest()
			.hasAnsweredAtLeast(500)
			.hasExitCode(0)
			.endedWithin(Duration.ofSeconds(3))
			.refusedReadinessFirst()
			.ranTasksInOrder("record stop", "count orders")
			.ranTasksInOrder("count orders")
			.cutNothing();
	}

	@Test
	void tellsWhatHappenedWhen() {
		assertFails(() -> assertThat(BAD).hasNoFailedRequest(), "154 of 500 requests failed");
		assertThat(BAD.toString()).containsSubsequence("500 requests, 154 failed",
				"before     END_OF_FILE: GET / on a kept connection (first of 1)", "+  0.000s  SIGTERM",
				"+  0.009s  a new connection is refused",
				"+  0.012s  CONNECTION_REFUSED: GET / on a kept connection (first of 153)",
				"+  1.204s  the process ends with exit code 143", "none. The service is without it", "| the last line");
	}

	@Test
	void tellsTheBeginningOfTheAnswer() {
		LoadReport load = load(List.of(failure(FailureKind.WRONG_ANSWER, Duration.ofMillis(12))),
				Map.of(FailureKind.WRONG_ANSWER, 1L));
		ShutdownRun run = new ShutdownRun("SIGTERM", load, GOOD.probes(), GOOD.end(), CLEAN);
		assertThat(run.toString())
			.contains("WRONG_ANSWER: GET / on a kept connection (first of 1): HTTP 403 forbidden!!")
			.contains("!…");
	}

	@Test
	void tellsThatTheLoadWasLate() {
		LoadReport load = new LoadReport(500, Map.of(), List.of(), Map.of(), List.of(), Duration.ofMillis(1500));
		assertThat(new ShutdownRun("SIGTERM", load, GOOD.probes(), GOOD.end(), CLEAN).toString())
			.contains("Requests were sent up to 1.5 s late");
		assertThat(GOOD.toString()).doesNotContain("late");
	}

	@Test
	void failsWithItsDescription() {
		assertFails(() -> assertThat(BAD).as("a %s", "deploy").hasExitCode(0), "[a deploy] The process ended with");
	}

	@Test
	void failsWithTheWholeStory() {
		assertFails(() -> assertThat(BAD).hasExitCode(0), "exit code 143 instead of 0");
		assertFails(() -> assertThat(BAD).endedWithin(Duration.ofSeconds(1)), "needed more than PT1S");
		assertFails(() -> assertThat(BAD).refusedReadinessFirst(), "Readiness never answered 503");
		assertFails(() -> assertThat(BAD).cutNothing(), "There is no report");
		assertFails(() -> assertThat(BAD).ranTasksInOrder("flush"), "There is no report");
		assertFails(() -> assertThat(BAD).hasAnsweredAtLeast(347), "Only 346 requests were answered, not 347");
	}

	@Test
	void failsWhereReadinessRefusedTooLate() {
		ShutdownRun run = new ShutdownRun("SIGTERM", GOOD.load(), seen(20L, 10L), GOOD.end(), CLEAN);
		assertFails(() -> assertThat(run).refusedReadinessFirst(),
				"A connection was refused before readiness answered 503");
	}

	@Test
	void failsWhereTasksRanInAnotherOrder() {
		assertFails(() -> assertThat(GOOD).ranTasksInOrder("count orders", "record stop"), "did not run in the order");
		assertFails(() -> assertThat(GOOD).ranTasksInOrder("count orders", "flush"), "flush (phase 2)");
		assertFails(() -> assertThat(GOOD).ranTasksInOrder("missing"), "did not run in the order");
	}

	@Test
	void failsWhereATaskFailed() {
		assertFails(() -> assertThat(GOOD).ranTasksInOrder("flush", "close"), "close (phase 3, FAILURE)");
	}

	@Test
	void failsWhereSomethingWasCut() {
		FinalReport cut = new FinalReport("INCOMPLETE", "Shutdown INCOMPLETE", List.of());
		ShutdownRun run = new ShutdownRun("SIGTERM", GOOD.load(), GOOD.probes(), GOOD.end(), cut);
		assertFails(() -> assertThat(run).cutNothing(), "the outcome is INCOMPLETE");
	}

	@Test
	void failsWhereTheProcessHadToBeKilled() {
		ShutdownRun run = new ShutdownRun("SIGTERM", GOOD.load(), GOOD.probes(),
				new ProcessEnd(null, Duration.ofSeconds(60), List.of()), null);
		assertFails(() -> assertThat(run).hasExitCode(0), "did not end by itself");
		assertFails(() -> assertThat(run).endedWithin(Duration.ofHours(1)), "+ 60.000s  the process has not ended");
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.withMessageContaining(message)
			.withMessageContaining("SIGTERM");
	}

	private static LoadReport load(List<LoadFailure> failures, Map<FailureKind, Long> kinds) {
		return new LoadReport(500, Map.of(), failures, kinds, List.of(), Duration.ZERO);
	}

	private static LoadFailure failure(FailureKind kind, Duration since) {
		return new LoadFailure("service", "GET /", kind, "HTTP 403\n forbidden" + "!".repeat(300), "a kept", since);
	}

	private static Probes.Seen seen(Long unready, Long refused) {
		return new Probes.Seen((unready != null) ? Duration.ofMillis(unready) : null,
				(refused != null) ? Duration.ofMillis(refused) : null);
	}

}
