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
import java.util.Locale;

import org.apache.commons.logging.Log;

/**
 * What people read: one line when the shutdown begins, one when it ends, and one for
 * everything that was cut.
 */
final class ShutdownLog {

	private final Log logger;

	ShutdownLog(Log logger) {
		this.logger = logger;
	}

	void started(ShutdownReport report, ShutdownTrigger trigger, ShutdownSettings settings, boolean lameDuck) {
		String plan = lameDuck ? "lame duck of %s to %s, then ".formatted(text(settings.lameDuck().minDuration()),
				text(settings.lameDuck().maxDuration())) : "";
		this.logger
			.info(("Shutting down after %s within %s, active requests: %d. First %sdrain, then stop and clean up."
					+ " This is ordinary during deployments, scaling and maintenance; there is nothing to do")
				.formatted(trigger.type(), text(settings.timeout()), report.requests().active(), plan));
	}

	void ended(ShutdownReport report, Duration elapsed) {
		report.requests().aborted().forEach(this::aborted);
		ShutdownTrigger trigger = report.trigger();
		this.logger.info(
				"Shutdown %s in %s after %s: lame duck %s, drain %s, stopping %s, cleanup %s; requests served %d, rejected %d, aborted %d"
					.formatted(report.outcome(), text(elapsed), (trigger != null) ? trigger.type() : "no trigger",
							text(report.durationOf(ShutdownState.LAME_DUCK)),
							text(report.durationOf(ShutdownState.DRAINING)),
							text(report.durationOf(ShutdownState.STOPPING)),
							text(report.durationOf(ShutdownState.CLEANING_UP)), report.requests().served(),
							report.requests().rejected(), report.requests().aborted().size()));
	}

	private void aborted(ShutdownReport.Request request) {
		this.logger.warn("Cut %s %s after %s on %s; it might have ended with a longer 'graceful-shutdown.drain.timeout'"
			.formatted(request.method(), request.path(), text(request.age()),
					(request.thread() != null) ? request.thread() : "no thread"));
	}

	private static String text(Duration duration) {
		return String.format(Locale.ROOT, "%.2fs", duration.toNanos() / 1_000_000_000.0);
	}

}
