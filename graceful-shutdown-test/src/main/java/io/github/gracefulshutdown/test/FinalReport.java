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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the starter says of a shutdown in its report directory.
 *
 * @param outcome what became of it
 * @param summary the summary
 * @param tasks the names of the cleanup tasks that ran, in order
 */
record FinalReport(String outcome, String summary, List<String> tasks) {

	// A string in JSON, whose escapes do not matter in names and summaries
	private static final String TEXT = ":\"((?:[^\"\\\\]|\\\\.)*)\"";

	private static final Pattern OUTCOME = Pattern.compile("\"outcome\"" + TEXT);

	private static final Pattern SUMMARY = Pattern.compile("\"summary\"" + TEXT);

	private static final Pattern CLEANUP = Pattern.compile("\"cleanup\":\\[(.*?)\\],\"tasks\":");

	private static final Pattern TASK = Pattern.compile("\"task\"" + TEXT);

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
			return newest.isPresent() ? parse(Files.readString(newest.get())) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static @Nullable FinalReport parse(String json) {
		Matcher summary = SUMMARY.matcher(json);
		Matcher outcome = OUTCOME.matcher(json);
		if (!summary.find() || !outcome.find()) {
			// It was killed before it could write one
			return null;
		}
		return new FinalReport(outcome.group(1), summary.group(1), tasks(json));
	}

	private static List<String> tasks(String json) {
		List<String> tasks = new ArrayList<>();
		Matcher cleanup = CLEANUP.matcher(json);
		if (cleanup.find()) {
			Matcher task = TASK.matcher(cleanup.group(1));
			while (task.find()) {
				tasks.add(task.group(1));
			}
		}
		return tasks;
	}

}
