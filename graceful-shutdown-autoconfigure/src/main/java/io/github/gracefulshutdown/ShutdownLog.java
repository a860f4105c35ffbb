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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What people read: one line when the shutdown begins, one when it ends, and one for
 * everything that was cut, with what would have helped.
 */
final class ShutdownLog {

	private static final int TOP_FRAMES = 5;

	private final EventLog log;

	ShutdownLog(EventLog log) {
		this.log = log;
	}

	void write(LogEvent event) {
		this.log.write(event);
	}

	void started(ShutdownReport report, ShutdownTrigger trigger, ShutdownSettings settings, boolean lameDuck) {
		String plan = lameDuck
				? "lame duck of %s to %s, then ".formatted(Texts.seconds(settings.lameDuck().minDuration()),
						Texts.seconds(settings.lameDuck().maxDuration()))
				: "";
		String text = ("Shutting down after %s within %s, active requests: %d. First %sdrain, then stop and clean up."
				+ " This is ordinary during deployments, scaling and maintenance; there is nothing to do")
			.formatted(trigger.type(), Texts.seconds(settings.timeout()), report.requests().active(), plan);
		write(LogEvent.info("shutdown-started", text)
			.with("trigger", trigger.type())
			.with("timeout", settings.timeout())
			.with("requests.active", report.requests().active()));
	}

	void lameDuckBusy(ShutdownSettings.LameDuck lameDuck, Duration after, Callers callers) {
		List<String> addresses = callers.topAddresses();
		String from = addresses.isEmpty() ? "With 'graceful-shutdown.status.show-details' this message says from where"
				: "Most came from %s and went to %s".formatted(String.join(", ", addresses),
						String.join(", ", callers.topPaths()));
		write(LogEvent
			.warn("lame-duck-busy",
					("The lame duck ended after %s although no %s had passed without a request: somebody"
							+ " does not look at readiness. %s")
						.formatted(Texts.seconds(after), Texts.seconds(lameDuck.quietPeriod()), from))
			.with("callers", addresses.isEmpty() ? null : addresses)
			.with("paths", addresses.isEmpty() ? null : callers.topPaths()));
	}

	void drainSlow(ActiveRequests requests, Duration left) {
		StringBuilder text = new StringBuilder("The drain has used half of its time, active requests: %d. In %s what is"
			.formatted(requests.active(), Texts.seconds(left)) + " left is interrupted. The oldest:");
		List<String> oldest = new ArrayList<>();
		for (ActiveRequest request : requests.oldest(3)) {
			Blockers.Blocker blocker = Blockers.describe(request, requests.nanoTime());
			oldest.add(blocker.what());
			text.append("%n    %s%s".formatted(blocker.what(), Texts.top(blocker.stack(), TOP_FRAMES)));
		}
		write(LogEvent.warn("drain-slow", text.toString())
			.with("requests.active", requests.active())
			.with("requests.longest", oldest));
	}

	void status(ShutdownReport report, List<ActiveRequest> oldest, long now) {
		ShutdownReport.Requests requests = report.requests();
		String trigger = (report.trigger() != null)
				? " after %s, %s left".formatted(report.trigger().type(), Texts.seconds(report.budget().remaining()))
				: "";
		String longest = oldest.stream()
			.map((request) -> "; " + Blockers.describe(request, now).what())
			.collect(Collectors.joining());
		write(LogEvent
			.info("shutdown-status",
					"Status %s%s: active requests %d, served %d, rejected %d, aborted %d%s".formatted(report.state(),
							trigger, requests.active(), requests.served(), requests.rejected(),
							requests.aborted().size(), longest))
			.with("state", report.state())
			.with("requests.active", requests.active()));
	}

	void beanCut(List<String> names, Duration elapsed, StackTraceElement[] stack) {
		write(LogEvent.warn("bean-cut",
				("After %s, %s had not stopped and is interrupted, as the rest of the time is needed for what follows."
						+ " It may take longer with a longer 'graceful-shutdown.timeout'")
					.formatted(Texts.seconds(elapsed), String.join(", ", names)))
			.with("beans", names)
			.causedBy(Culprit.standing(stack)));
	}

	void taskFailed(CleanupTask task, Throwable cause) {
		write(LogEvent
			.warn("task-failed",
					"Cleanup task '%s' of phase %d failed; the others go on".formatted(task.name(), task.phase()))
			.with("task", task.name())
			.with("phase", task.phase())
			.causedBy(cause));
	}

	void taskTimedOut(CleanupTask task, Duration after, StackTraceElement[] stack) {
		String text = ("Cleanup task '%s' of phase %d did not end in %s and is interrupted; the others go on. It may take"
				+ " longer with @ShutdownPhase(timeout), 'graceful-shutdown.cleanup.task-timeout' or, if nothing was"
				+ " left of the whole budget, 'graceful-shutdown.timeout'")
			.formatted(task.name(), task.phase(), Texts.seconds(after));
		write(LogEvent.warn("task-timed-out", text)
			.with("task", task.name())
			.with("phase", task.phase())
			.causedBy(Culprit.standing(stack)));
	}

	void callFailed(String name, String how, Throwable cause) {
		write(LogEvent
			.warn("callback-failed", "The %s %s during the shutdown, which goes on without it".formatted(name, how))
			.with("callback", name)
			.causedBy(cause));
	}

	void stateFailed(ShutdownState state, Throwable cause) {
		write(LogEvent.error("state-failed", "The state %s failed, the next one follows".formatted(state))
			.with("state", state)
			.causedBy(cause));
	}

	/**
	 * Says how the shutdown ended, and what was cut.
	 * @param report the final report
	 * @param elapsed how long it took
	 * @return what was said, the summary first
	 */
	List<LogEvent> ended(ShutdownReport report, Duration elapsed) {
		List<LogEvent> events = new ArrayList<>();
		report.requests().aborted().forEach((request) -> events.add(aborted(request)));
		events.forEach(this::write);
		LogEvent summary = summary(report, elapsed);
		write(summary);
		events.add(0, summary);
		return events;
	}

	private static LogEvent summary(ShutdownReport report, Duration elapsed) {
		ShutdownReport.Requests requests = report.requests();
		String text = ("Shutdown %s in %s after %s: lame duck %s, drain %s, stopping %s, cleanup %s;"
				+ " requests served %d, rejected %d, aborted %d")
			.formatted(report.outcome(), Texts.seconds(elapsed), trigger(report.trigger()),
					Texts.seconds(report.durationOf(ShutdownState.LAME_DUCK)),
					Texts.seconds(report.durationOf(ShutdownState.DRAINING)),
					Texts.seconds(report.durationOf(ShutdownState.STOPPING)),
					Texts.seconds(report.durationOf(ShutdownState.CLEANING_UP)), requests.served(), requests.rejected(),
					requests.aborted().size());
		return LogEvent.info("shutdown-ended", text)
			.with("outcome", report.outcome())
			.with("trigger", (report.trigger() != null) ? report.trigger().type() : null)
			.with("duration", elapsed)
			.with("requests.served", requests.served())
			.with("requests.rejected", requests.rejected())
			.with("requests.aborted", requests.aborted().size());
	}

	private static String trigger(@Nullable ShutdownTrigger trigger) {
		return (trigger != null) ? trigger.type().name() : "no trigger";
	}

	private static LogEvent aborted(ShutdownReport.Request request) {
		String text = "Cut %s %s after %s on %s; it might have ended with a longer 'graceful-shutdown.drain.timeout'"
			.formatted(request.method(), request.path(), Texts.seconds(request.age()),
					(request.thread() != null) ? request.thread() : "no thread");
		return LogEvent.warn("request-cut", text)
			.with("request.method", request.method())
			.with("request.path", request.path())
			.with("request.age", request.age())
			.with("request.thread", request.thread());
	}

}
