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

package io.github.gracefulshutdown.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/troubleshooting.md} against the messages that the code can write.
 */
class TroubleshootingTests {

	private static final Pattern EVENT = Pattern
		.compile("(?:LogEvent\\s*\\.(?:info|warn|error)|new Overdue)\\(\\s*\"([a-z0-9-]+)\"");

	private static final Pattern HEADING = Pattern.compile("^### ([a-z0-9-]+)$", Pattern.MULTILINE);

	@Test
	void hasOneSectionForEachMessage() throws IOException {
		List<String> sections = find(HEADING, Files.readString(Path.of("../docs/troubleshooting.md")));
		assertThat(sections).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(events());
	}

	private static TreeSet<String> events() throws IOException {
		TreeSet<String> events = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				events.addAll(find(EVENT, Files.readString(file)));
			}
		}
		return events;
	}

	private static List<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1)).toList();
	}

}
