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

package io.github.gracefulshutdown.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownStartedEvent;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReportDirectory}. A process that was killed is played by a copy of its
 * files, on which nobody holds a lock.
 */
@Timeout(60)
class ReportDirectoryTests {

	private static final ServiceInstance ORDERS = new ServiceInstance("orders", "host/1");

	private final ManualClock clock = new ManualClock();

	private final RecordingLog log = new RecordingLog();

	@TempDir
	private Path directory;

	@TempDir
	private Path other;

	private int processes;

	@Test
	void firstProcessKnowsOfNone() {
		try (ReportDirectory process = open(this.directory)) {
			assertThat(process.previous()).isNull();
			assertThat(this.log.events()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(value = ShutdownOutcome.class, mode = EnumSource.Mode.EXCLUDE, names = "KILLED")
	void nextProcessTellsHowThisOneHasEnded(ShutdownOutcome outcome) {
		Instant began;
		try (ReportDirectory process = open(this.directory)) {
			began = this.clock.now();
			process.write(report(outcome), List.of());
		}
		try (ReportDirectory next = open(this.directory)) {
			assertThat(next.previous()).isEqualTo(new PreviousShutdown(outcome, Type.SIGTERM, report(outcome).state(),
					began.plusSeconds(6), Duration.ofSeconds(6)));
		}
		assertThat(this.log.events("previous-shutdown")).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.INFO);
			assertThat(event.text()).startsWith("The previous shutdown was " + outcome + ", after SIGTERM, at ");
		});
	}

	@Test
	void nobodyTellsTwice() {
		open(this.directory).write(report(ShutdownOutcome.CLEAN), List.of());
		try (ReportDirectory next = open(this.directory); ReportDirectory third = open(this.directory)) {
			assertThat(next.previous()).isNotNull();
			assertThat(third.previous()).isNull();
		}
	}

	@Test
	void laterReportReplacesTheFormer() {
		ReportDirectory process = open(this.directory);
		process.write(report(ShutdownOutcome.CLEAN), List.of());
		process.write(report(ShutdownOutcome.FORCED), List.of());
		assertThat(outcomeOfPredecessor(this.directory)).isEqualTo(ShutdownOutcome.FORCED);
	}

	@Test
	void reportOfAParentThatHasEndedBetterDoesNot() {
		ReportDirectory process = open(this.directory);
		process.write(report(ShutdownOutcome.INCOMPLETE), List.of());
		process.write(report(ShutdownOutcome.CLEAN), List.of());
		assertThat(outcomeOfPredecessor(this.directory)).isEqualTo(ShutdownOutcome.INCOMPLETE);
	}

	@Test
	void processThatIsKilledWhileItRunsIsKnownByItsLastSign() throws IOException {
		try (ReportDirectory process = open(this.directory)) {
			this.clock.advance(Duration.ofMinutes(5));
			process.beat();
			Instant killed = this.clock.now();
			copy(this.directory, this.other);
			try (ReportDirectory next = open(this.other)) {
				assertThat(next.previous())
					.isEqualTo(new PreviousShutdown(ShutdownOutcome.KILLED, null, ShutdownState.RUNNING, killed, null));
			}
		}
		assertThat(this.log.events("previous-shutdown")).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(event.text()).contains("was KILLED while it ran", "OOMKilled");
		});
	}

	@Test
	void processThatIsKilledDuringItsShutdownIsKnownByItsState() throws IOException {
		try (ReportDirectory process = open(this.directory)) {
			process.started(new ShutdownStartedEvent(report(ShutdownOutcome.CLEAN)));
			process.entered(new ShutdownStateChangedEvent(ShutdownState.LAME_DUCK, ShutdownState.DRAINING));
			await().until(() -> content(this.directory).contains("DRAINING"));
			process.beat();
			Instant killed = this.clock.now();
			copy(this.directory, this.other);
			try (ReportDirectory next = open(this.other)) {
				assertThat(next.previous()).isEqualTo(new PreviousShutdown(ShutdownOutcome.KILLED, Type.SIGTERM,
						ShutdownState.DRAINING, killed, null));
			}
		}
		assertThat(this.log.events("previous-shutdown")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("in state DRAINING of its shutdown after SIGTERM",
					"grace period is shorter"));
	}

	@Test
	void processIsWhatItWasAtAnyMoment() throws Exception {
		CompletableFuture<Void> life = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 100; i++) {
				try (ReportDirectory process = open(this.directory)) {
					for (ShutdownState state : EnumSet.range(ShutdownState.LAME_DUCK, ShutdownState.CLEANING_UP)) {
						process.entered(new ShutdownStateChangedEvent(ShutdownState.RUNNING, state));
					}
					process.write(report(ShutdownOutcome.CLEAN), List.of());
				}
			}
		});
		int copies = 0;
		for (; !life.isDone() || copies < 10; copies++) {
			Path copy = Files.createDirectory(this.other.resolve("copy-" + copies));
			copy(this.directory, copy);
			assertReportsAreWhole(copy);
			assertThat(outcomeOfPredecessor(copy)).isIn(ShutdownOutcome.CLEAN, ShutdownOutcome.KILLED, null);
			assertThat(this.log.events("report-directory-unusable")).isEmpty();
		}
		life.get();
	}

	@Test
	void processesThatLiveAreLeftAlone() {
		try (ReportDirectory first = open(this.directory); ReportDirectory second = open(this.directory)) {
			assertThat(second.previous()).isNull();
			first.write(report(ShutdownOutcome.INCOMPLETE), List.of());
			assertThat(outcomeOfPredecessor(this.directory)).isEqualTo(ShutdownOutcome.INCOMPLETE);
			second.write(report(ShutdownOutcome.CLEAN), List.of());
			assertThat(outcomeOfPredecessor(this.directory)).isEqualTo(ShutdownOutcome.CLEAN);
		}
	}

	@Test
	void processesOfAnotherServiceAreLeftAlone() {
		open(this.directory).write(report(ShutdownOutcome.CLEAN), List.of());
		try (ReportDirectory process = new ReportDirectory(this.directory, new ServiceInstance("billing", "host/2"),
				this.clock, this.log, "9-z")) {
			assertThat(process.previous()).isNull();
		}
		assertThat(outcomeOfPredecessor(this.directory)).isEqualTo(ShutdownOutcome.CLEAN);
	}

	@Test
	void startThatFailsLeavesTheNewsToTheNext() {
		open(this.directory).write(report(ShutdownOutcome.CLEAN), List.of());
		open(this.directory).close();
		assertThat(outcomeOfPredecessor(this.directory)).isEqualTo(ShutdownOutcome.CLEAN);
	}

	@Test
	void directoryThatCannotBeUsedIsAWarning() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		try (ReportDirectory process = open(file)) {
			assertThat(process.previous()).isNull();
			process.entered(new ShutdownStateChangedEvent(ShutdownState.RUNNING, ShutdownState.DRAINING));
			process.write(report(ShutdownOutcome.CLEAN), List.of());
		}
		assertThat(this.log.events()).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(event.text()).startsWith("No shutdown report can be kept in '" + file + "'")
				.contains("graceful-shutdown.report.directory");
		});
	}

	@Test
	void processWhoseReportCouldNotBeKeptDoesNotPassForKilled() throws IOException {
		try (ReportDirectory process = open(this.directory)) {
			// As little can be written as to a full disk
			Files.createDirectory(this.directory.resolve(newest(this.directory).replace(".json", ".tmp")));
			process.write(report(ShutdownOutcome.CLEAN), List.of());
		}
		assertThat(this.log.events("report-not-kept")).hasSize(1);
		assertThat(outcomeOfPredecessor(this.directory)).isNull();
	}

	private ReportDirectory open(Path directory) {
		this.clock.advance(Duration.ofSeconds(1));
		this.processes++;
		return new ReportDirectory(directory, ORDERS, this.clock, this.log, this.processes + "-x");
	}

	private ShutdownOutcome outcomeOfPredecessor(Path directory) {
		try (ReportDirectory next = open(directory)) {
			PreviousShutdown previous = next.previous();
			next.write(report(ShutdownOutcome.CLEAN), List.of());
			return (previous != null) ? previous.outcome() : null;
		}
	}

	private ShutdownReport report(ShutdownOutcome outcome) {
		return TestReports.of(outcome, this.clock.now());
	}

	private static void assertReportsAreWhole(Path directory) throws IOException {
		for (String name : names(directory)) {
			if (name.endsWith(".json")) {
				String content = Files.readString(directory.resolve(name));
				assertThat(JsonParserFactory.getJsonParser().parseMap(content)).as(content).containsKey("state");
			}
		}
	}

	private static String newest(Path directory) throws IOException {
		return names(directory).stream().filter((name) -> name.endsWith(".json")).max(String::compareTo).orElseThrow();
	}

	private static Set<String> names(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return Set.copyOf(files.map((file) -> file.getFileName().toString()).toList());
		}
	}

	private static String content(Path directory) throws IOException {
		return Files.readString(directory.resolve(newest(directory)));
	}

	private static void copy(Path from, Path to) throws IOException {
		for (String name : names(from)) {
			try {
				Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
			}
			catch (IOException ex) {
				// Gone meanwhile, as it would be from a disk
			}
		}
	}

}
