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
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportDirectory} in an application that has neither Jackson nor Gson.
 */
class WithoutJsonLibraryTests {

	private final ManualClock clock = new ManualClock();

	@TempDir
	private Path directory;

	private int processes;

	@Test
	void processThatIsKilledWhileItRunsIsKnown() throws IOException {
		try (ReportDirectory process = open()) {
			String record = Files.readString(record());
			process.write(TestReports.of(ShutdownOutcome.CLEAN, this.clock.now()), List.of());
			Files.writeString(record(), record);
		}
		assertThat(outcomeOfPredecessor()).isEqualTo(ShutdownOutcome.KILLED);
	}

	@Test
	void reportWithBracesAndQuotesInItsTextsIsRead() {
		try (ReportDirectory process = open()) {
			process.write(cut("/orders/\"}], \"outcome"), List.of());
		}
		assertThat(outcomeOfPredecessor()).isEqualTo(ShutdownOutcome.INCOMPLETE);
	}

	private ShutdownReport cut(String path) {
		ShutdownReport report = TestReports.of(ShutdownOutcome.INCOMPLETE, this.clock.now());
		ShutdownReport.Request request = new ShutdownReport.Request("GET", path, Duration.ofSeconds(2), null);
		return new ShutdownReport(report.state(), report.trigger(), report.budget(),
				new ShutdownReport.Requests(1, 0, 0, List.of(request)), report.jobs(), report.stages(),
				report.cleanup(), report.end(), 0, null);
	}

	private Path record() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".json")).findFirst().orElseThrow();
		}
	}

	private ShutdownOutcome outcomeOfPredecessor() {
		return withoutLibrary(() -> {
			try (ReportDirectory next = open()) {
				PreviousShutdown previous = next.previous();
				return (previous != null) ? previous.outcome() : null;
			}
		});
	}

	private static <T> T withoutLibrary(Supplier<T> action) {
		Thread thread = Thread.currentThread();
		ClassLoader original = thread.getContextClassLoader();
		thread.setContextClassLoader(new FilteredClassLoader("tools.jackson", "com.google.gson"));
		try {
			return action.get();
		}
		finally {
			thread.setContextClassLoader(original);
		}
	}

	private ReportDirectory open() {
		this.processes++;
		return new ReportDirectory(this.directory, new ServiceInstance("orders", "host/1"), this.clock,
				new RecordingLog(), this.processes + "-x");
	}

}
