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

/**
 * No new connections: waits for the last active request. What is still there at the drain
 * timeout is interrupted, given a short window, and then answered for.
 */
final class Draining implements Stage {

	private final ShutdownSettings settings;

	private final ActiveRequests requests;

	private final Participants participants;

	private final ShutdownLog log;

	Draining(ShutdownSettings settings, ActiveRequests requests, Participants participants, ShutdownLog log) {
		this.settings = settings;
		this.requests = requests;
		this.participants = participants;
		this.log = log;
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.DRAINING;
	}

	@Override
	public void run(Deadline deadline) {
		this.participants.drainStarted(deadline);
		ShutdownSettings.Drain drain = this.settings.drain();
		this.requests.endLost();
		Duration reserve = this.settings.cleanup().reserve();
		long until = deadline.endOf(drain.timeout(), reserve.plus(drain.interruptWindow()));
		if (awaitIdle(until)) {
			return;
		}
		this.requests.endLost();
		this.requests.abort();
		if (!this.requests.awaitIdle(deadline.endOf(drain.interruptWindow(), reserve))) {
			this.requests.close();
			this.requests.endLost();
			// Those that came within the window
			this.requests.abort();
			this.requests.abandon();
		}
	}

	// Half of the time is early enough for somebody to look at what takes so long.
	private boolean awaitIdle(long until) {
		long left = until - this.requests.nanoTime();
		if (this.requests.awaitIdle(until - left / 2)) {
			return true;
		}
		if (left > 0) {
			this.log.drainSlow(this.requests, Duration.ofNanos(left / 2));
		}
		return this.requests.awaitIdle(until);
	}

}
