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
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people read: one line when the shutdown begins, one when it ends, and one for
 * everything that was cut, with what would have helped.
 */
final class ShutdownLog {

	private static final int TOP_FRAMES = 5;

	private static final int OLDEST = 3;

	private final EventLog log;

	private final LogMute mute;

	ShutdownLog(EventLog log) {
		this(log, LogMute.none());
	}

	ShutdownLog(EventLog log, LogMute mute) {
		this.log = log;
		this.mute = mute;
	}

	/**
	 * Loads what muting will need.
	 */
	void prepare() {
		tryTo(this.mute::prepare);
	}

	/**
	 * Mutes what others say only because the application stops.
	 */
	void mute() {
		tryTo(this.mute::begin);
	}

	private void tryTo(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			callFailed("muting of the log", "failed", ex);
		}
	}

	/**
	 * The process goes on, and so does its log.
	 */
	void unmute() {
		this.mute.end();
	}

	long muted() {
		return this.mute.count();
	}

	void write(LogEvent event) {
		this.log.write(event);
	}

	void flush() {
		this.log.flush();
	}

	void started(ShutdownReport report, ShutdownTrigger trigger, ShutdownSettings settings, boolean lameDuck) {
		String plan = lameDuck
				? "lame duck of %s to %s, then ".formatted(Texts.seconds(settings.lameDuck().minDuration()),
						Texts.seconds(settings.lameDuck().maxDuration()))
				: "";
		String text = ("Shutting down after %s within %s, active requests: %d, active jobs: %d. First %sdrain, then stop"
				+ " and clean up. This is ordinary during deployments, scaling and maintenance; there is nothing to do")
			.formatted(trigger.type(), Texts.seconds(settings.timeout()), report.requests().active(),
					report.jobs().active(), plan);
		write(LogEvent.info("shutdown-started", text)
			.with("trigger", trigger.type())
			.with("timeout", settings.timeout())
			.with("requests.active", report.requests().active())
			.with("jobs.active", report.jobs().active()));
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

	void drainSlow(ActiveRequests requests, ActiveJobs jobs, Duration left) {
		StringBuilder text = new StringBuilder(("The drain has used half of its time, active requests: %d, active jobs:"
				+ " %d. In %s what is left is interrupted. The oldest:")
			.formatted(requests.active(), jobs.active(), Texts.seconds(left)));
		List<Blockers.Blocker> oldest = Blockers.oldest(requests, jobs, OLDEST);
		oldest.forEach((blocker) -> text
			.append("%n    %s%s".formatted(blocker.what(), Texts.top(blocker.stack(), TOP_FRAMES))));
		write(LogEvent.warn("drain-slow", text.toString())
			.with("requests.active", requests.active())
			.with("jobs.active", jobs.active())
			.with("longest", oldest.stream().map(Blockers.Blocker::what).toList()));
	}

	void status(ShutdownReport report, ActiveRequests active, ActiveJobs activeJobs) {
		ShutdownReport.Requests requests = report.requests();
		ShutdownReport.Jobs jobs = report.jobs();
		String trigger = (report.trigger() != null)
				? " after %s, %s left".formatted(report.trigger().type(), Texts.seconds(report.budget().remaining()))
				: "";
		String longest = Blockers.oldest(active, activeJobs, OLDEST)
			.stream()
			.map((blocker) -> "; " + blocker.what())
			.collect(Collectors.joining());
		String text = ("Status %s%s: active requests %d, served %d, rejected %d, aborted %d;"
				+ " active jobs %d, completed %d, interrupted %d%s")
			.formatted(report.state(), trigger, requests.active(), requests.served(), requests.rejected(),
					requests.aborted().size(), jobs.active(), jobs.completed(), jobs.interrupted().size(), longest);
		write(LogEvent.info("shutdown-status", text)
			.with("state", report.state())
			.with("requests.active", requests.active())
			.with("jobs.active", jobs.active()));
	}

	void beanCut(List<String> names, Duration elapsed, StackTraceElement[] stack) {
		write(LogEvent.warn("bean-cut",
				("After %s, %s had not stopped and is interrupted, as the rest of the time is needed for what follows."
						+ " It may take longer with a longer 'graceful-shutdown.timeout' or, if the drain was cut, a"
						+ " longer 'graceful-shutdown.cleanup.reserve'")
					.formatted(Texts.seconds(elapsed), String.join(" or ", names)))
			.with("beans", names)
			.causedBy(Culprit.standing(stack)));
	}

	void closeBlocked(LockOwner owner, Duration elapsed) {
		write(LogEvent
			.warn("bean-cut",
					("After %s, %s still held the lock without which the application cannot be closed, as a start that"
							+ " hangs does. What follows begins all the same")
						.formatted(Texts.seconds(elapsed), owner))
			.with("beans", List.of(owner.toString()))
			.causedBy(Culprit.standing(owner.stack())));
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
				+ " longer with @ShutdownPhase(timeout), 'graceful-shutdown.cleanup.task-timeout' or, if lame duck and"
				+ " drain had used up the budget, 'graceful-shutdown.cleanup.reserve'")
			.formatted(task.name(), task.phase(), Texts.seconds(after));
		write(LogEvent.warn("task-timed-out", text)
			.with("task", task.name())
			.with("phase", task.phase())
			.causedBy(Culprit.standing(stack)));
	}

	void handBackFailed(ActiveJob job, Throwable cause) {
		write(LogEvent.warn("hand-back-failed",
				"Job '%s' (%s) was interrupted and could not be handed back; whoever finds it has to look whether it"
					.formatted(job.name(), job.id()) + " was done")
			.with("job.name", job.name())
			.with("job.id", job.id())
			.causedBy(cause));
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
		List<LogEvent> events = FinalEvents.of(report, elapsed);
		events.subList(1, events.size()).forEach(this::write);
		write(events.get(0));
		return events;
	}

	/**
	 * Says how the shutdown ended after all, if that is news. What was cut before has
	 * been said.
	 * @param report the final report
	 * @param elapsed how long it took
	 * @param said the outcome that was said before
	 * @return what there is to say, the summary first
	 */
	List<LogEvent> endedAfterAll(ShutdownReport report, Duration elapsed, ShutdownOutcome said) {
		List<LogEvent> events = FinalEvents.of(report, elapsed);
		if (report.outcome() != said) {
			write(events.get(0));
		}
		return events;
	}

}
