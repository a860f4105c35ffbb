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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * The results of {@link Fleet}, to be read by people and by programs.
 */
final class FleetTable {

	// What the starter has on a cloud platform
	private static final String DEFAULTS = "5/2";

	// What a client that retries will not notice
	private static final int FEW = 10;

	private final List<Candidate> candidates;

	private final List<Notice> notices;

	private final List<Result> results;

	FleetTable(List<Candidate> candidates, List<Notice> notices, List<Result> results) {
		this.candidates = candidates;
		this.notices = notices;
		this.results = results;
	}

	String markdown() {
		return String.join("\n", table("failed requests (of a million)", FleetTable::failed),
				table("from the decision to exit, mean", (result) -> seconds(Seconds.of(result.exit()), 1)),
				table("roll-out", (result) -> seconds(Seconds.of(result.rollOut()), 0)), recommendation());
	}

	private String table(String title, Function<Result, String> cell) {
		String header = this.notices.stream()
			.map(Notice::label)
			.collect(Collectors.joining(" | ", "| " + title + " | ", " |\n"));
		String line = "|---".repeat(this.notices.size() + 1) + "|\n";
		String rows = this.candidates.stream()
			.map((candidate) -> row(candidate, cell))
			.collect(Collectors.joining("\n", "", "\n"));
		return header + line + rows;
	}

	private String row(Candidate candidate, Function<Result, String> cell) {
		return this.results.stream()
			.filter((result) -> result.candidate().equals(candidate))
			.map(cell)
			.collect(Collectors.joining(" | ", "| " + candidate.label() + " | ", " |"));
	}

	private static String failed(Result result) {
		return (result.failed() == 0) ? "0"
				: String.format(Locale.ROOT, "%d (%.1f)", result.failed(), result.perMillion());
	}

	private static String seconds(double seconds, int digits) {
		return String.format(Locale.ROOT, "%." + digits + "f s", seconds);
	}

	/**
	 * For each kind of balancer the settings without a failure, and with few, that stop
	 * fastest, and what the defaults do.
	 * @return a line for each
	 */
	String recommendation() {
		return this.notices.stream().map(this::recommendation).collect(Collectors.joining("\n"));
	}

	private String recommendation(Notice notice) {
		List<Result> column = this.results.stream().filter((result) -> result.notice().equals(notice)).toList();
		String defaults = column.stream()
			.filter((result) -> result.candidate().label().equals(DEFAULTS))
			.findFirst()
			.map((result) -> "; the defaults %s: %d failed, %s".formatted(DEFAULTS, result.failed(),
					seconds(Seconds.of(result.exit()), 1)))
			.orElse("");
		return "%s: without a failure %s; with fewer than %d of a million %s%s".formatted(notice.label(),
				fastest(column, (result) -> result.failed() == 0), FEW,
				fastest(column, (result) -> result.perMillion() < FEW), defaults);
	}

	private static String fastest(List<Result> column, Predicate<Result> good) {
		return column.stream()
			.filter(good)
			.min(Comparator.comparing(Result::exit))
			.map((result) -> "%s (%s)".formatted(result.candidate().label(), seconds(Seconds.of(result.exit()), 1)))
			.orElse("none of these");
	}

	String json() {
		List<Map<String, Object>> rows = this.results.stream().map(FleetTable::fields).toList();
		return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(rows);
	}

	private static Map<String, Object> fields(Result result) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("candidate", result.candidate().label());
		fields.put("notice", result.notice().label());
		fields.put("requests", result.requests());
		fields.put("failed", result.failed());
		fields.put("failures", result.failures());
		fields.put("restarts", result.restarts());
		fields.put("secondsToExit", Seconds.of(result.exit()));
		fields.put("secondsOfRollOut", Seconds.of(result.rollOut()));
		return fields;
	}

}
