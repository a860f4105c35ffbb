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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link ReportDirectory} does with the files that it finds.
 */
class ReportDirectoryFilesTests {

	private final ManualClock clock = new ManualClock();

	private final RecordingLog log = new RecordingLog();

	@TempDir
	private Path directory;

	private int processes;

	@Test
	void tenNewestReportsAreKept() throws IOException {
		List<String> reports = new ArrayList<>();
		for (int i = 0; i < 14; i++) {
			try (ReportDirectory process = open()) {
				process.write(report(ShutdownOutcome.CLEAN), List.of());
				reports.add(newest());
			}
		}
		open().close();
		assertThat(names()).filteredOn((name) -> name.endsWith(".json"))
			.containsExactlyInAnyOrderElementsOf(reports.subList(4, 14));
	}

	@Test
	void processesThatStartAtTheSameTimeDoNotDisturbEachOther() {
		for (int i = 0; i < 30; i++) {
			open().write(report(ShutdownOutcome.CLEAN), List.of());
		}
		IntStream.range(0, 8)
			.parallel()
			.forEach((i) -> new ReportDirectory(this.directory, new ServiceInstance("orders", "host/1"), this.clock,
					this.log, i + "-y"));
		assertThat(this.log.events("report-directory-unusable")).isEmpty();
	}

	@Test
	void whatNobodyHasToldIsNotPruned() throws IOException {
		ReportDirectory process = open();
		kill("20200101000000000Z-1-a", Files.readString(this.directory.resolve(newest())));
		process.write(report(ShutdownOutcome.CLEAN), List.of());
		for (int i = 0; i < 12; i++) {
			open().write(report(ShutdownOutcome.CLEAN), List.of());
		}
		assertThat(List.of(open(), open())).extracting((next) -> next.previous().outcome())
			.containsExactly(ShutdownOutcome.CLEAN, ShutdownOutcome.KILLED);
	}

	@Test
	void whatNobodyEverTellsIsPrunedInTheEnd() throws IOException {
		for (int i = 0; i < 103; i++) {
			kill("20200101000000%03dZ-1-a".formatted(i), "of somebody else");
		}
		open().close();
		assertThat(names()).filteredOn((name) -> name.endsWith(".json"))
			.hasSize(100)
			.doesNotContain("20200101000000002Z-1-a.json")
			.contains("20200101000000003Z-1-a.json");
	}

	private void kill(String process, String report) throws IOException {
		Files.createFile(this.directory.resolve(process + ".lock"));
		Files.writeString(this.directory.resolve(process + ".json"), report);
	}

	@Test
	void recordThatCannotBePrunedDisturbsNothing() throws IOException {
		open().write(report(ShutdownOutcome.CLEAN), List.of());
		String eldest = newest();
		for (int i = 0; i < 9; i++) {
			open().write(report(ShutdownOutcome.CLEAN), List.of());
		}
		// Fails as if another process had deleted it after it was found
		Files.createDirectories(this.directory.resolve(eldest.replace(".json", ".lock")).resolve("in-the-way"));
		for (int i = 0; i < 2; i++) {
			assertThat(outcomeOfPredecessor()).isEqualTo(ShutdownOutcome.CLEAN);
		}
		assertThat(names()).contains(eldest);
		assertThat(this.log.events("report-directory-unusable")).isEmpty();
	}

	@Test
	void pageThatCannotBeKeptDoesNotTakeTheReportWithIt() throws IOException {
		try (ReportDirectory process = open()) {
			Files.createDirectories(this.directory.resolve(newest().replace(".json", ".html")).resolve("in-the-way"));
			process.write(report(ShutdownOutcome.CLEAN), List.of());
		}
		assertThat(this.log.events("report-not-kept")).isEmpty();
		assertThat(outcomeOfPredecessor()).isEqualTo(ShutdownOutcome.CLEAN);
	}

	@Test
	void reportOfAnEndAfterTheContextIsKept() {
		ReportDirectory process = open();
		process.write(report(ShutdownOutcome.CLEAN), List.of());
		process.close();
		process.write(report(ShutdownOutcome.FORCED), List.of());
		assertThat(outcomeOfPredecessor()).isEqualTo(ShutdownOutcome.FORCED);
	}

	@Test
	void processThatLivesIsNotPruned() throws IOException {
		try (ReportDirectory eldest = open()) {
			String name = newest();
			for (int i = 0; i < 12; i++) {
				open().write(report(ShutdownOutcome.CLEAN), List.of());
			}
			assertThat(eldest.previous()).isNull();
			assertThat(names()).contains(name);
		}
	}

	@Test
	void filesThatAreNoReportsDoNoHarm() throws IOException {
		open().write(report(ShutdownOutcome.CLEAN), List.of());
		int number = 0;
		for (String content : List.of("", "{", "[]", "{}", "{\"service\":\"orders\",\"at\":1,\"state\":\"DRAINING\"}",
				"{\"service\":\"orders\",\"at\":\"2026-11-21T10:15:30Z\",\"state\":\"ASLEEP\"}", "\0\0\0")) {
			this.clock.advance(Duration.ofSeconds(1));
			String id = "20261122101530%03dZ-7-a".formatted(number++);
			Files.writeString(this.directory.resolve(id + ".json"), content);
			Files.createFile(this.directory.resolve(id + ".lock"));
		}
		Files.createFile(this.directory.resolve("20261123101530000Z-8-a.lock"));
		Files.writeString(this.directory.resolve("20261123101530000Z-8-a.tmp"), "{ \"half");
		Path foreign = Files.writeString(this.directory.resolve("notes.json"), "{}");
		assertThat(outcomeOfPredecessor()).isEqualTo(ShutdownOutcome.CLEAN);
		assertThat(foreign).exists();
	}

	private ReportDirectory open() {
		this.clock.advance(Duration.ofSeconds(1));
		this.processes++;
		return new ReportDirectory(this.directory, new ServiceInstance("orders", "host/1"), this.clock, this.log,
				this.processes + "-x");
	}

	private ShutdownOutcome outcomeOfPredecessor() {
		try (ReportDirectory next = open()) {
			PreviousShutdown previous = next.previous();
			next.write(report(ShutdownOutcome.CLEAN), List.of());
			return (previous != null) ? previous.outcome() : null;
		}
	}

	private ShutdownReport report(ShutdownOutcome outcome) {
		return TestReports.of(outcome, this.clock.now());
	}

	private String newest() throws IOException {
		return names().stream().filter((name) -> name.endsWith(".json")).max(String::compareTo).orElseThrow();
	}

	private Set<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return Set.copyOf(files.map((file) -> file.getFileName().toString()).toList());
		}
	}

}
