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

package io.github.gracefulshutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the log says of a final report.
 */
final class FinalEvents {

	// Where the drain has no time of its own it has all that is left of the whole
	private static final String LONGER_DRAIN = "a longer 'graceful-shutdown.drain.timeout' or, where that is not set,"
			+ " a longer platform grace period and 'graceful-shutdown.platform-grace-period'";

	private FinalEvents() {
	}

	/**
	 * Tells how the shutdown ended, and what was cut.
	 * @param report the report
	 * @param elapsed how long it took
	 * @return the summary, an event for each piece of work, and one for all that never
	 * ran
	 */
	static List<LogEvent> of(ShutdownReport report, Duration elapsed) {
		List<LogEvent> events = new ArrayList<>();
		events.add(summary(report, elapsed));
		report.requests().aborted().forEach((request) -> events.add(aborted(request)));
		report.jobs().interrupted().forEach((job) -> events.add(interrupted(job)));
		if (report.jobs().neverRan() > 0) {
			events.add(neverRan(report.jobs().neverRan()));
		}
		return events;
	}

	private static LogEvent summary(ShutdownReport report, Duration elapsed) {
		ShutdownReport.Requests requests = report.requests();
		ShutdownReport.Jobs jobs = report.jobs();
		String text = ("Shutdown %s in %s after %s: lame duck %s, drain %s, stopping %s, cleanup %s;"
				+ " requests served %d, rejected %d, aborted %d; jobs completed %d, interrupted %d")
			.formatted(report.outcome(), Texts.seconds(elapsed), trigger(report.trigger()),
					Texts.seconds(report.durationOf(ShutdownState.LAME_DUCK)),
					Texts.seconds(report.durationOf(ShutdownState.DRAINING)),
					Texts.seconds(report.durationOf(ShutdownState.STOPPING)),
					Texts.seconds(report.durationOf(ShutdownState.CLEANING_UP)), requests.served(), requests.rejected(),
					requests.aborted().size(), jobs.completed(), jobs.interrupted().size());
		return LogEvent
			.info("shutdown-ended", text + ((report.muted() > 0) ? "; log lines muted " + report.muted() : ""))
			.with("outcome", report.outcome())
			.with("trigger", (report.trigger() != null) ? report.trigger().type() : null)
			.with("duration", elapsed)
			.with("requests.served", requests.served())
			.with("requests.rejected", requests.rejected())
			.with("requests.aborted", requests.aborted().size())
			.with("jobs.completed", jobs.completed())
			.with("jobs.interrupted", jobs.interrupted().size())
			.with("log.muted", (report.muted() > 0) ? report.muted() : null);
	}

	private static String trigger(@Nullable ShutdownTrigger trigger) {
		return (trigger != null) ? trigger.type().name() : "no trigger";
	}

	private static LogEvent aborted(ShutdownReport.Request request) {
		String text = "Cut %s %s after %s on %s; it might have ended with %s".formatted(request.method(),
				request.path(), Texts.seconds(request.age()),
				(request.thread() != null) ? request.thread() : "no thread", LONGER_DRAIN);
		return LogEvent.warn("request-cut", text)
			.with("request.method", request.method())
			.with("request.path", request.path())
			.with("request.age", request.age())
			.with("request.thread", request.thread());
	}

	private static LogEvent interrupted(ShutdownReport.InterruptedJob interrupted) {
		ShutdownReport.Job job = interrupted.job();
		String handBack = switch (interrupted.handBack()) {
			case NONE -> "nobody was told";
			case SUCCESS -> "it was handed back";
			case FAILURE -> "its hand-back failed";
			case UNFINISHED -> "its hand-back did not end";
		};
		String text = "Cut job '%s' (%s) after %s, %s; it might have ended with %s".formatted(job.name(), job.id(),
				Texts.seconds(job.age()), handBack, LONGER_DRAIN);
		return LogEvent.warn("job-cut", text)
			.with("job.name", job.name())
			.with("job.id", job.id())
			.with("job.age", job.age())
			.with("job.hand-back", interrupted.handBack());
	}

	private static LogEvent neverRan(long count) {
		return LogEvent.warn("jobs-never-ran",
				"%d jobs that waited for a thread never ran; there might have been time with more threads in their executor, or %s"
					.formatted(count, LONGER_DRAIN))
			.with("jobs.never-ran", count);
	}

}
