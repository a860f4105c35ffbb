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

package io.github.gracefulshutdown.integration.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

/**
 * What the processes have noted.
 *
 * @param file the file
 */
record Ledger(Path file) {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	List<String> begun() throws IOException {
		return lines("begin ");
	}

	List<String> ended() throws IOException {
		return lines("end ");
	}

	private List<String> lines(String prefix) throws IOException {
		if (!Files.exists(this.file)) {
			return List.of();
		}
		return Files.readAllLines(this.file)
			.stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.toList();
	}

	void awaitBegun(String id) {
		Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(20)).until(() -> begun().contains(id));
	}

	void awaitEnded(int count) {
		Awaitility.await()
			.alias(count + " messages")
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> ended().size() >= count);
	}

}
