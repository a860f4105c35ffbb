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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.LoadFailure;
import io.github.gracefulshutdown.test.process.LoadReport;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a shutdown as a report of an incident does: what happened, when, relative to
 * the signal, and what the service said last.
 */
final class Incident {

	/**
	 * How much of an answer is shown.
	 */
	private static final int ANSWER = 200;

	/**
	 * From when on it is no longer the load that was asked for.
	 */
	private static final Duration LATE = Duration.ofSeconds(1);

	private Incident() {
	}

	static String describe(ShutdownRun run) {
		List<String> lines = new ArrayList<>();
		lines.add("%d requests, %d failed%s".formatted(run.load().finished(), run.load().failed(), kinds(run.load())));
		Duration late = run.load().latest();
		if (late.compareTo(LATE) > 0) {
			lines.add(String.format(Locale.ROOT, "Requests were sent up to %.1f s late, as too many waited for their"
					+ " answers: the rate is too high", late.toMillis() / 1000.0));
		}
		lines.add("");
		events(run).stream()
			.sorted(Comparator.comparing(Event::at))
			.forEach((event) -> lines.add("  %s  %s".formatted(offset(event.at()), event.text())));
		lines.add("");
		lines.add("The report of the starter: " + report(run.report()));
		lines.add("The log ends with:");
		run.end().log().forEach((line) -> lines.add("  | " + line));
		return String.join(System.lineSeparator(), lines);
	}

	private static String kinds(LoadReport load) {
		return load.failuresByKind().isEmpty() ? "" : " " + load.failuresByKind();
	}

	private static List<Event> events(ShutdownRun run) {
		List<Event> events = new ArrayList<>();
		events.add(new Event(Duration.ZERO, run.signal()));
		add(events, run.probes().unready(), "readiness answers 503");
		add(events, run.probes().refused(), "a new connection is refused");
		firstFailures(run.load()).forEach((kind, failure) -> add(events, since(failure),
				"%s: %s on %s connection (first of %d)%s".formatted(kind, failure.request(), failure.connection(),
						run.load().failuresByKind().get(kind), answer(failure))));
		ProcessEnd end = run.end();
		events.add(new Event(end.took(), (end.exitCode() != null) ? "the process ends with exit code " + end.exitCode()
				: "the process has not ended and is killed"));
		return events;
	}

	// The beginning of it. The other kinds are failures without an answer
	private static String answer(LoadFailure failure) {
		return switch (failure.kind()) {
			case SERVER_ERROR, WRONG_ANSWER, UNFRAMED, MALFORMED -> ": " + excerpt(failure.detail());
			default -> "";
		};
	}

	private static String excerpt(String detail) {
		String line = detail.replaceAll("\\s+", " ").trim();
		return (line.length() > ANSWER) ? line.substring(0, ANSWER) + "…" : line;
	}

	private static Map<FailureKind, LoadFailure> firstFailures(LoadReport load) {
		Map<FailureKind, LoadFailure> first = new LinkedHashMap<>();
		load.failures().forEach((failure) -> first.putIfAbsent(failure.kind(), failure));
		return first;
	}

	// A request that failed before the signal has no such time
	private static Duration since(LoadFailure failure) {
		Duration since = failure.sinceSignal();
		return (since != null) ? since : Duration.ofSeconds(-1);
	}

	private static void add(List<Event> events, @Nullable Duration at, String text) {
		if (at != null) {
			events.add(new Event(at, text));
		}
	}

	private static String offset(Duration at) {
		return at.isNegative() ? "before   " : String.format(Locale.ROOT, "+%7.3fs", at.toMillis() / 1000.0);
	}

	private static String report(@Nullable FinalReport report) {
		return (report != null) ? report.summary()
				: "none. The service is without it, or ended before it could write one.";
	}

	// What happened when.
	private record Event(Duration at, String text) {

	}

}
