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

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownState;

/**
 * The process before this one.
 *
 * @param record its record
 * @param shutdown how it has ended
 */
record Predecessor(ProcessRecord record, PreviousShutdown shutdown) {

	private static final String MEMORY = "out of memory (look for OOMKilled, or for the kernel's oom-killer)";

	LogEvent describe() {
		LogEvent event = (this.shutdown.outcome() == ShutdownOutcome.KILLED)
				? LogEvent.warn("previous-shutdown", killed()) : LogEvent.info("previous-shutdown", ended());
		return event.with("previous.outcome", this.shutdown.outcome())
			.with("previous.trigger", this.shutdown.trigger())
			.with("previous.state", this.shutdown.state())
			.with("previous.at", this.shutdown.at());
	}

	private String ended() {
		return "The previous shutdown was %s, after %s, at %s: see '%s'".formatted(this.shutdown.outcome(),
				this.shutdown.trigger(), this.shutdown.at(), this.record);
	}

	private String killed() {
		if (this.shutdown.state() == ShutdownState.RUNNING) {
			return "The previous process was KILLED while it ran, with its last sign of life at %s. Likely causes: %s, a lost node, a kill -9; the log of a start that was overdue ends with that"
				.formatted(this.shutdown.at(), MEMORY);
		}
		return ("The previous process was KILLED in state %s of its shutdown after %s, with its last sign of life at %s."
				+ " Likely causes: the platform's grace period is shorter than 'graceful-shutdown.platform-grace-period'"
				+ " says, a second and forceful stop, %s, a lost node")
			.formatted(this.shutdown.state(), this.shutdown.trigger(), this.shutdown.at(), MEMORY);
	}

}
