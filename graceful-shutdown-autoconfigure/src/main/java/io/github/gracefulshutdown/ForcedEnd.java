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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The last words of a process that halts itself: what blocked it, why most likely, and
 * what to do. They go to the log, to standard error if the log is gone or does not take
 * them, and to where reports go.
 */
final class ForcedEnd {

	private static final int FRAMES = 40;

	private final ShutdownSettings settings;

	private final Blockers blockers;

	private final Supplier<ShutdownReport> report;

	private final HostApplication application;

	private final ShutdownLog log;

	private final AtomicReference<@Nullable LogEvent> event = new AtomicReference<>();

	ForcedEnd(ShutdownSettings settings, Blockers blockers, Supplier<ShutdownReport> report,
			HostApplication application, ShutdownLog log) {
		this.settings = settings;
		this.blockers = blockers;
		this.report = report;
		this.application = application;
		this.log = log;
	}

	/**
	 * Returns what is to be done at the end, each apart from the others.
	 * @return to write them to the log, and to each place where reports go
	 */
	List<Runnable> atDeadline() {
		return words(this::event);
	}

	/**
	 * Returns what is to be done when somebody does not want to wait for the end.
	 * @return the same, in fewer words
	 */
	List<Runnable> abandoned() {
		return words(() -> {
			ShutdownReport report = this.report.get();
			return LogEvent
				.warn("shutdown-abandoned",
						"Shutdown FORCED by SIGINT in state %s, with %d active requests and %d active jobs"
							.formatted(report.state(), report.requests().active(), report.jobs().active()))
				.with("outcome", ShutdownOutcome.FORCED)
				.with("state", report.state());
		});
	}

	private List<Runnable> words(Supplier<LogEvent> event) {
		List<Runnable> words = new ArrayList<>();
		words.add(() -> log(event.get()));
		this.application.writers()
			.forEach((writer) -> words.add(() -> writer.write(this.report.get(), List.of(event.get()))));
		return List.copyOf(words);
	}

	private void log(LogEvent event) {
		boolean gone = this.application.process().isLogGone();
		this.log.write(event);
		// Or meanwhile: rather twice than not at all
		if (gone || this.application.process().isLogGone()) {
			BoundedLog.print(event);
		}
		// Appenders may write later, and a halt waits for none
		this.log.flush();
	}

	private synchronized LogEvent event() {
		LogEvent event = this.event.get();
		if (event == null) {
			event = describe(this.blockers.find());
			this.event.set(event);
		}
		return event;
	}

	private LogEvent describe(List<Blockers.Blocker> blockers) {
		ShutdownReport report = this.report.get();
		int exitCode = this.settings.end().exitCodes().forced();
		List<String> lines = new ArrayList<>();
		lines.add(("Shutdown FORCED after %s in state %s: the process halts itself with exit code %d, as the platform"
				+ " would kill it otherwise")
			.formatted(Texts.seconds(this.settings.timeout()), report.state(), exitCode));
		lines.add("What blocks it:");
		blockers.forEach((blocker) -> lines.add("    " + blocker.what() + Texts.lines(blocker.stack(), FRAMES)));
		lines.add("What to do:");
		advice(blockers).forEach((advice) -> lines.add("    - " + advice));
		return LogEvent.error("shutdown-forced", String.join(System.lineSeparator(), lines))
			.with("outcome", ShutdownOutcome.FORCED)
			.with("state", report.state())
			.with("exit-code", exitCode)
			.with("blockers", blockers.stream().map(Blockers.Blocker::what).toList());
	}

	private static List<String> advice(List<Blockers.Blocker> blockers) {
		List<String> advice = new ArrayList<>(
				blockers.stream().map(Blockers.Blocker::kind).distinct().map(Blockers.Kind::advice).toList());
		if (advice.isEmpty()) {
			advice
				.add("Nothing that blocks was found: look for a machine without processor time, for long pauses of the"
						+ " garbage collector, and for a log that does not take what is written");
		}
		advice.add("If all of it is meant to take so long, raise the platform's grace period and"
				+ " 'graceful-shutdown.platform-grace-period' together");
		return advice;
	}

}
