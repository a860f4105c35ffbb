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

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalReport}.
 */
class FinalReportTests {

	private static final String JSON = """
			{"schema":1,"state":"TERMINATED","outcome":"INCOMPLETE","summary":"Shutdown \\"INCOMPLETE\\"",\
			"cleanup":[{"phase":1,"task":"flush [x]","outcome":"SUCCESS"},{"phase":2,"task":"close","outcome":"TIMEOUT"}],\
			"tasks":[{"phase":2,"task":"close","outcome":"TIMEOUT"}],"beans":[]}""";

	@TempDir
	private Path directory;

	@Test
	void readsTheNewest() throws Exception {
		Files.writeString(this.directory.resolve("1.json"), "{}");
		Files.writeString(this.directory.resolve("2.json"), JSON);
		Files.createFile(this.directory.resolve("3.lock"));
		FinalReport report = FinalReport.read(this.directory);
		assertThat(report).isNotNull();
		assertThat(report.outcome()).isEqualTo("INCOMPLETE");
		assertThat(report.summary()).isEqualTo("Shutdown \"INCOMPLETE\"");
		assertThat(report.tasks()).containsExactly(new FinalReport.Task(1, "flush [x]", "SUCCESS"),
				new FinalReport.Task(2, "close", "TIMEOUT"));
	}

	@Test
	void readsTheStacksOfAProcessThatWasHalted() throws Exception {
		String stack = "\\n        at example.Loop.run(Loop.java:1)".repeat(1000);
		Files.writeString(this.directory.resolve("1.json"),
				"{\"outcome\":\"FORCED\",\"summary\":\"Halted" + stack + "\"}");
		FinalReport report = FinalReport.read(this.directory);
		assertThat(report).isNotNull();
		assertThat(report.summary().lines()).hasSize(1001);
	}

	@Test
	void knowsNoneOfAProcessThatWasKilled() throws Exception {
		Files.writeString(this.directory.resolve("1.json"), "{\"schema\":1,\"state\":\"DRAINING\"}");
		assertThat(FinalReport.read(this.directory)).isNull();
		assertThat(FinalReport.read(this.directory.resolve("missing"))).isNull();
	}

}
