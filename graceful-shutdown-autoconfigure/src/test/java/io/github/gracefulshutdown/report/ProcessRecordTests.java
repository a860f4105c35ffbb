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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessRecord}.
 */
class ProcessRecordTests {

	@TempDir
	private Path directory;

	@Test
	void staysLockedForOtherProcessesWhenItIsTouched() throws Exception {
		ProcessRecord record = new ProcessRecord(this.directory, "20261122101530000Z", "1-a");
		try (FileChannel lock = record.open()) {
			record.write(record.report(), "{}");
			record.touch(Instant.EPOCH);
			assertThat(record.touchedAt()).isEqualTo(Instant.EPOCH);
			assertThat(otherProcessSees(lock)).isEqualTo("locked true");
		}
	}

	// In this process the JVM answers, without asking the system
	private String otherProcessSees(FileChannel lock) throws Exception {
		assertThat(lock.isOpen()).isTrue();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), OtherProcess.class.getName(), this.directory.toString())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
	}

	@Test
	void readerOfTheFormerReportReadsAllOfIt() throws IOException {
		ProcessRecord record = new ProcessRecord(this.directory, "20261122101530000Z", "1-a");
		record.write(record.report(), "former");
		try (BufferedReader reader = Files.newBufferedReader(record.report())) {
			record.write(record.report(), "later");
			assertThat(reader.readLine()).isEqualTo("former");
		}
		assertThat(record.report()).hasContent("later");
	}

}
