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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the starter says of a shutdown in its report directory.
 *
 * @param outcome what became of it
 * @param summary the summary
 * @param tasks the cleanup tasks that ran, in order
 */
record FinalReport(String outcome, String summary, List<Task> tasks) {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Reads the newest report.
	 * @param directory where reports are
	 * @return the report, or {@code null} if the service has left none
	 */
	static @Nullable FinalReport read(Path directory) {
		if (!Files.isDirectory(directory)) {
			return null;
		}
		try (Stream<Path> files = Files.list(directory)) {
			Optional<Path> newest = files.filter((file) -> file.toString().endsWith(".json"))
				.max(Comparator.naturalOrder());
			return newest.isPresent() ? parse(JSON.readTree(Files.readString(newest.get()))) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable FinalReport parse(JsonNode report) {
		if (!report.hasNonNull("outcome")) {
			// It was killed before it could write one
			return null;
		}
		List<Task> tasks = report.path("cleanup").valueStream().map(Task::parse).toList();
		return new FinalReport(text(report, "outcome"), text(report, "summary"), tasks);
	}

	private static String text(JsonNode node, String field) {
		return node.path(field).asString("");
	}

	/**
	 * A cleanup task that ran.
	 *
	 * @param phase its phase; tasks of the same one ran at the same time
	 * @param name its name
	 * @param outcome how it ended
	 */
	record Task(int phase, String name, String outcome) {

		private static Task parse(JsonNode task) {
			return new Task(task.path("phase").asInt(), text(task, "task"), text(task, "outcome"));
		}

		boolean succeeded() {
			return this.outcome.equals("SUCCESS");
		}

		@Override
		public String toString() {
			return "%s (phase %d%s)".formatted(this.name, this.phase, succeeded() ? "" : ", " + this.outcome);
		}

	}

}
