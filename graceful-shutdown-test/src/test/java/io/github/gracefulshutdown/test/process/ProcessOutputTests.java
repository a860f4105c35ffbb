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

package io.github.gracefulshutdown.test.process;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessOutput}.
 */
class ProcessOutputTests {

	@Test
	void keepsTheFirstAndTheLastLines(@TempDir Path directory) throws Exception {
		String written = IntStream.rangeClosed(1, 20_005)
			.mapToObj((number) -> number + "\n")
			.collect(Collectors.joining());
		ProcessOutput output = new ProcessOutput(directory.resolve("service.log"));
		output.readFrom(new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)));
		List<String> lines = output.lines().stream().map(OutputLine::text).toList();
		assertThat(lines).hasSize(20_000).startsWith("1", "2").endsWith("20004", "20005");
		assertThat(lines.subList(9_999, 10_001)).containsExactly("10000", "10006");
		assertThat(Files.readString(output.file())).isEqualTo(written);
	}

}
