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
import java.util.function.LongPredicate;

/**
 * No new connections, no new jobs: waits for the last active request and job. What is
 * still there at the drain timeout is interrupted, given a short window, and then
 * answered for or handed back.
 */
final class Draining implements Stage {

	private final ShutdownSettings settings;

	private final ActiveRequests requests;

	private final ActiveJobs jobs;

	private final Participants participants;

	private final HandBacks handBacks;

	private final ShutdownLog log;

	Draining(ShutdownSettings settings, ActiveRequests requests, ActiveJobs jobs, Participants participants,
			HandBacks handBacks, ShutdownLog log) {
		this.settings = settings;
		this.requests = requests;
		this.jobs = jobs;
		this.participants = participants;
		this.handBacks = handBacks;
		this.log = log;
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.DRAINING;
	}

	@Override
	public void run(Deadline deadline) {
		this.jobs.drainStarted();
		this.participants.drainStarted(deadline);
		endLost();
		List<LastLook> lastLooks = this.participants.lastLooks();
		boolean cut = false;
		if (!lastLooks.isEmpty()) {
			cut = !drain(deadline, gate()::awaitPause);
			this.participants.await(lastLooks, deadline, reserve().plus(this.settings.drain().interruptWindow()));
		}
		if (!cut) {
			drain(deadline, gate()::awaitIdle);
		}
	}

	// Whether nothing had to be interrupted. Otherwise the gate is closed.
	private boolean drain(Deadline deadline, LongPredicate idle) {
		ShutdownSettings.Drain drain = this.settings.drain();
		if (await(idle, deadline, deadline.endOf(drain.timeout(), reserve().plus(drain.interruptWindow())))) {
			return true;
		}
		interrupt(deadline.endOf(drain.interruptWindow(), reserve()));
		return false;
	}

	private Duration reserve() {
		return this.settings.cleanup().reserve();
	}

	// Half of the time is early enough for people to look, and for jobs to stop early.
	private boolean await(LongPredicate idle, Deadline deadline, long until) {
		long left = until - this.requests.nanoTime();
		if (idle.test(until - left / 2)) {
			return true;
		}
		if (left > 0) {
			this.log.drainSlow(this.requests, this.jobs, Duration.ofNanos(left / 2));
			this.participants.drainSlow(deadline, Duration.ofNanos(left / 2));
		}
		return idle.test(until);
	}

	// Half of the window belongs to what was interrupted, the other to handing jobs back
	// that do not end.
	private void interrupt(long until) {
		endLost();
		cut();
		long left = until - this.requests.nanoTime();
		if (this.jobs.waitForHandBack() && !gate().awaitIdle(until - left / 2)) {
			this.jobs.handBackStubborn();
		}
		if (gate().awaitIdle(until)) {
			return;
		}
		gate().close();
		endLost();
		// Those that came within the window
		cut();
		this.jobs.handBackStubborn();
		this.requests.abandon();
	}

	private void cut() {
		this.jobs.dropWaiting();
		this.requests.abort();
		this.jobs.interrupt(this.handBacks);
	}

	private void endLost() {
		this.requests.endLost();
		this.jobs.endLost();
	}

	private DrainGate gate() {
		return this.requests.gate();
	}

}
