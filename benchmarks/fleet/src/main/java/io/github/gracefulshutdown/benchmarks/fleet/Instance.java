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

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.ShutdownState;

/**
 * One process of the service: serves until its engine says otherwise.
 */
final class Instance {

	private final Agenda agenda;

	private final Engine engine;

	private boolean plain;

	private long closedSince = Long.MAX_VALUE;

	private Runnable onRefusing = () -> {
	};

	private Runnable onGone = () -> {
	};

	Instance(Agenda agenda, Engine engine) {
		this.agenda = agenda;
		this.engine = engine;
	}

	/**
	 * {@code SIGTERM} comes.
	 * @param candidate how it stops
	 * @param scenario what it stops in
	 * @param onRefusing called when its readiness refuses
	 * @param onGone called when the process has gone
	 */
	void terminate(Candidate candidate, Scenario scenario, Runnable onRefusing, Runnable onGone) {
		this.plain = candidate.isPlain();
		this.onRefusing = onRefusing;
		this.onGone = () -> {
			this.agenda.after(scenario.end().close(), () -> this.closedSince = this.agenda.now());
			this.agenda.after(scenario.end().exit(), onGone);
		};
		this.engine.start(candidate.settings(scenario.gracePeriod()), this::look);
	}

	// Each of them once
	private void look() {
		this.onRefusing.run();
		this.onRefusing = () -> {
		};
		if (this.engine.isQuiesced()) {
			this.onGone.run();
			this.onGone = () -> {
			};
		}
	}

	/**
	 * Whether it takes new connections.
	 * @return whether it does
	 */
	boolean isListening() {
		return !this.engine.state().isAfter(ShutdownState.LAME_DUCK);
	}

	/**
	 * Whether it answers on connections that it has. Spring Boot alone does not as soon
	 * as it stops.
	 * @return whether it does
	 */
	boolean answersOnKept() {
		return this.closedSince == Long.MAX_VALUE && (!this.plain || this.engine.state() == ShutdownState.RUNNING);
	}

	/**
	 * Whether its answers end their connections. Those of Spring Boot alone do not.
	 * @return whether they do
	 */
	boolean saysClose() {
		return !this.plain && this.engine.state() != ShutdownState.RUNNING;
	}

	/**
	 * Since when its connections are closed.
	 * @return the time, far in the future as long as they are not
	 */
	long closedSince() {
		return this.closedSince;
	}

	/**
	 * A request begins.
	 * @param request the request
	 * @return whether it is served; {@code false} when the drain has ended
	 */
	boolean begin(SimulatedRequest request) {
		return this.engine.requests().begin(request);
	}

	/**
	 * A request ends.
	 * @param request the request
	 * @return whether it was answered
	 */
	boolean end(SimulatedRequest request) {
		ActiveRequests requests = this.engine.requests();
		// The drain waits for nothing but the last one
		if (this.engine.state() == ShutdownState.DRAINING && requests.active() == 1) {
			this.engine.during(() -> requests.end(request), this::look);
		}
		else {
			requests.end(request);
		}
		return !request.isAborted();
	}

}
