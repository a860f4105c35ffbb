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

import java.util.function.Supplier;

import io.github.gracefulshutdown.FirstTrigger.Started;

/**
 * Goes from state to state: tells the listeners, then does what belongs to the state.
 */
final class Stages {

	private final History history;

	private final ShutdownEvents events;

	private final Participants participants;

	private final ShutdownSettings settings;

	private final ShutdownLog log;

	private final Supplier<ShutdownReport> report;

	Stages(History history, ShutdownEvents events, Participants participants, ShutdownSettings settings,
			ShutdownLog log, Supplier<ShutdownReport> report) {
		this.history = history;
		this.events = events;
		this.participants = participants;
		this.settings = settings;
		this.log = log;
		this.report = report;
	}

	/**
	 * Enters a state and goes through it, on the calling thread. Does nothing if the
	 * state has been left behind.
	 * @param stage the state
	 * @param started what the first trigger started
	 */
	void run(Stage stage, Started started) {
		if (!stage.state().isAfter(this.history.state())) {
			// Another thread joined, waited until the deadline, and then went on
			return;
		}
		ShutdownState from = this.history.enter(stage.state());
		attempt(stage, () -> {
			if (from == ShutdownState.RUNNING) {
				announce(started, stage.state() == ShutdownState.LAME_DUCK);
			}
			this.events.publish(new ShutdownStateChangedEvent(from, stage.state()), started.deadline());
		});
		attempt(stage, () -> stage.run(started.deadline()));
	}

	// Also without memory for it: the next one may have some
	private void attempt(Stage stage, Runnable part) {
		try {
			part.run();
		}
		catch (Throwable ex) {
			this.log.stateFailed(stage.state(), ex);
		}
	}

	private void announce(Started started, boolean lameDuck) {
		// First, as they count what they are going to end
		this.participants.shutdownStarted(started.deadline());
		ShutdownReport report = this.report.get();
		this.log.started(report, started.trigger(), this.settings, lameDuck);
		this.events.publish(new ShutdownStartedEvent(report), started.deadline());
	}

}
