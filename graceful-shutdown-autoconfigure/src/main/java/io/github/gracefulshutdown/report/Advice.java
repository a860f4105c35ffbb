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

import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import org.jspecify.annotations.Nullable;

/**
 * What a report means for whoever is on call.
 */
final class Advice {

	private Advice() {
	}

	static String headline(ShutdownReport report) {
		return isOver(report) ? report.outcome().name() : report.state().name();
	}

	static String mood(ShutdownReport report) {
		if (report.state() == ShutdownState.RUNNING) {
			return "good";
		}
		return switch (report.outcome()) {
			case CLEAN -> isOver(report) ? "good" : "busy";
			case INCOMPLETE -> "warn";
			case FORCED, KILLED -> "bad";
		};
	}

	static boolean isOver(ShutdownReport report) {
		return report.state() == ShutdownState.TERMINATED || report.end().forced();
	}

	static List<String> of(ShutdownReport report) {
		if (isOver(report)) {
			return afterwards(report);
		}
		String advice = switch (report.state()) {
			case RUNNING -> running(report.previous());
			case LAME_DUCK ->
				"Nothing. Readiness refuses, so that balancers send their requests elsewhere; every request"
						+ " that still comes is served.";
			case DRAINING -> "Nothing, as long as the active requests and jobs become fewer. No new connections are"
					+ " accepted; what is still active at the end of the drain is interrupted. What stays below for long"
					+ " needs timeouts, or a longer 'graceful-shutdown.drain.timeout'.";
			case STOPPING -> "Nothing. Spring stops the beans; none may take more than what is left of the budget.";
			case CLEANING_UP -> "Nothing. The cleanup tasks run, and then the process ends.";
			case TERMINATED -> "Nothing.";
		};
		return List.of(advice);
	}

	private static String running(@Nullable PreviousShutdown previous) {
		if (previous != null && previous.outcome() == ShutdownOutcome.KILLED) {
			return "The service runs, but the process before was killed: see below why, most likely.";
		}
		return "Nothing. The service runs.";
	}

	private static List<String> afterwards(ShutdownReport report) {
		List<String> advice = new ArrayList<>();
		if (report.outcome() == ShutdownOutcome.CLEAN) {
			advice.add("Nothing. Everything was finished.");
		}
		if (!report.requests().aborted().isEmpty()) {
			advice
				.add("Requests were aborted: make them faster, or raise 'graceful-shutdown.drain.timeout' and, if it is"
						+ " not set, the platform's grace period.");
		}
		if (!report.jobs().interrupted().isEmpty() || report.jobs().neverRan() > 0) {
			advice.add("Jobs were interrupted or never ran: those without a hand-back that has succeeded have to be"
					+ " started again. Give them less to do at a time, or the drain more time.");
		}
		if (report.cleanup().tasks().stream().anyMatch((task) -> !task.succeeded())) {
			advice.add("Cleanup tasks failed or timed out: the log has the reason.");
		}
		if (!report.end().cut().isEmpty()) {
			advice.add("Beans did not stop in time: bound what their stop(), close() or @PreDestroy methods wait for.");
		}
		if (report.outcome() == ShutdownOutcome.FORCED) {
			advice.add("The process has halted itself. The log, or standard error, says what blocked it, with stack"
					+ " traces; look there first. After a second Ctrl-C it only says that it was halted.");
		}
		return advice;
	}

	static List<String> of(PreviousShutdown previous) {
		if (previous.outcome() != ShutdownOutcome.KILLED) {
			return List.of();
		}
		return (previous.state() == ShutdownState.RUNNING) ? List
			.of("It left no report, and its shutdown had not begun. Look for a lack of memory (OOMKilled, the"
					+ " kernel's oom-killer), a lost node, or a kill -9. The log of a start that was overdue ends with that.")
				: List
					.of("It left no report although its shutdown had begun. Most likely the platform's grace period is"
							+ " shorter than 'graceful-shutdown.platform-grace-period' says.");
	}

}
