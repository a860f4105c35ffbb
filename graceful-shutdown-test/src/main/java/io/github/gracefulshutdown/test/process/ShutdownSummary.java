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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line that a process logs about its shutdown.
 *
 * @param outcome how it went
 * @param total how long it took
 * @param stages how long each state took, in order
 * @param text the line itself, from its outcome on
 * @since 1.0.0
 */
public record ShutdownSummary(String outcome, Duration total, Map<String, Duration> stages, String text) {

	private static final Pattern SUMMARY = Pattern.compile("Shutdown ([A-Z]+) in ([\\d.]+)(ms|s)\\b.*");

	private static final Pattern STAGE = Pattern.compile("(lame duck|drain|stopping|cleanup) ([\\d.]+)(ms|s)\\b");

	private static final Map<String, String> NAMES = Map.of("lame duck", "LAME_DUCK", "drain", "DRAINING", "stopping",
			"STOPPING", "cleanup", "CLEANING_UP");

	/**
	 * Find the summary in the output of a process.
	 * @param output the output
	 * @return the summary, or empty if the process has logged none
	 */
	public static Optional<ShutdownSummary> find(ProcessOutput output) {
		return findLast(output.containing("Shutdown "));
	}

	/**
	 * Find the last summary in the lines of a log.
	 * @param lines the lines
	 * @return the summary, or empty if there is none
	 */
	public static Optional<ShutdownSummary> findLast(List<String> lines) {
		for (int i = lines.size() - 1; i >= 0; i--) {
			Matcher summary = SUMMARY.matcher(lines.get(i));
			if (summary.find()) {
				return Optional.of(new ShutdownSummary(summary.group(1), duration(summary.group(2), summary.group(3)),
						stages(summary.group()), summary.group()));
			}
		}
		return Optional.empty();
	}

	/**
	 * Find a number.
	 * @param name what stands before it, as {@code requests served}
	 * @return the number
	 * @throws IllegalArgumentException if there is none
	 */
	public long count(String name) {
		Matcher count = Pattern.compile(Pattern.quote(name) + " (\\d+)").matcher(this.text);
		if (!count.find()) {
			throw new IllegalArgumentException("No '%s' in: %s".formatted(name, this.text));
		}
		return Long.parseLong(count.group(1));
	}

	private static Map<String, Duration> stages(String text) {
		Map<String, Duration> stages = new LinkedHashMap<>();
		Matcher stage = STAGE.matcher(text);
		while (stage.find()) {
			stages.put(NAMES.getOrDefault(stage.group(1), stage.group(1)), duration(stage.group(2), stage.group(3)));
		}
		return stages;
	}

	private static Duration duration(String number, String unit) {
		double nanos = Double.parseDouble(number) * (unit.equals("s") ? 1e9 : 1e6);
		return Duration.ofNanos(Math.round(nanos));
	}

}
