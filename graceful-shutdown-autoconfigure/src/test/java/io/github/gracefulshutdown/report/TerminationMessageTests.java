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
import java.time.Instant;
import java.util.List;

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link TerminationMessage}.
 */
class TerminationMessageTests {

	private final ShutdownReport report = TestReports.of(ShutdownOutcome.CLEAN, Instant.EPOCH);

	@TempDir
	private Path directory;

	@Test
	void holdsWhatTheLogSays() throws IOException {
		Path file = Files.writeString(this.directory.resolve("log"), "what was there before, and is longer");
		new TerminationMessage(file).write(this.report,
				List.of(LogEvent.info("shutdown-ended", "Shutdown"), LogEvent.warn("request-cut", "Cut")));
		assertThat(file).hasContent("Shutdown\nCut");
	}

	@Test
	void holdsTheWorstOutcome() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		TerminationMessage message = new TerminationMessage(file);
		for (ShutdownOutcome outcome : List.of(ShutdownOutcome.CLEAN, ShutdownOutcome.INCOMPLETE,
				ShutdownOutcome.CLEAN)) {
			message.write(TestReports.of(outcome, Instant.EPOCH),
					List.of(LogEvent.info("shutdown-ended", outcome.name())));
		}
		assertThat(file).hasContent("INCOMPLETE");
	}

	@Test
	void doesNotCreateFile() {
		Path file = this.directory.resolve("none");
		write(file, "Shutdown");
		assertThat(file).doesNotExist();
	}

	@Test
	void endsAtLimitWithWholeCharacter() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		write(file, "x" + "\u00e4".repeat(4096));
		assertThat(Files.readString(file)).isEqualTo("x" + "\u00e4".repeat(2047));
		assertThat(file).hasSize(4095);
		write(file, "\u00e4".repeat(4096));
		assertThat(file).hasSize(4096);
	}

	@Test
	void whatCannotBeWrittenIsNoError() {
		assertThatNoException().isThrownBy(() -> write(this.directory, "Shutdown"));
	}

	private void write(Path file, String text) {
		new TerminationMessage(file).write(this.report, List.of(LogEvent.info("shutdown-ended", text)));
	}

}
