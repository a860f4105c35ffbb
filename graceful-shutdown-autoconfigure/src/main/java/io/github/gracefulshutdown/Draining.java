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

/**
 * No new connections: waits for the last active request. What is still there at the drain
 * timeout is interrupted, given a short window, and then answered for.
 */
final class Draining implements Stage {

	private final ShutdownSettings settings;

	private final ActiveRequests requests;

	private final Participants participants;

	Draining(ShutdownSettings settings, ActiveRequests requests, Participants participants) {
		this.settings = settings;
		this.requests = requests;
		this.participants = participants;
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
		var reserve = this.settings.cleanup().reserve();
		if (this.requests.awaitIdle(deadline.endOf(drain.timeout(), reserve.plus(drain.interruptWindow())))) {
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

}
