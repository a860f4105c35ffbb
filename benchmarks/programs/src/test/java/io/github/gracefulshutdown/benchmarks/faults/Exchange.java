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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A request of the ordinary traffic, and what came of it.
 *
 * @param request the request
 * @param first whether it was the first one on its connection
 * @param connectedAt when the connection was there
 * @param sentAt when it was sent
 * @param failure how it failed, or {@code null} if it was answered as it should be
 * @param refused whether the answer was a 503 that tells when to come again
 * @param detail what came instead
 */
record Exchange(String request, boolean first, long connectedAt, long sentAt, @Nullable FailureKind failure,
		boolean refused, String detail) {

	// A connection that is made at the moment in which the socket closes may have been
	// accepted by the system, but not by the server, or by the server, but too late; seen
	// from outside the moment is not exact, less so on a busy machine
	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(250);

	boolean isAnswered() {
		return this.failure == null;
	}

	/**
	 * Whether it was dropped: the server had accepted it, and did not answer.
	 * @param refusedAt when a connection was first refused
	 * @return whether it was
	 */
	boolean isDropped(long refusedAt) {
		boolean left = this.failure == FailureKind.RESET || this.failure == FailureKind.END_OF_FILE || this.refused;
		return !isAnswered() && !(this.first && left && refusedAt - this.connectedAt < MOMENT);
	}

	String describe(long signalledAt) {
		return "%s on %s connection, sent %+d ms after the signal: %s %s".formatted(this.request,
				this.first ? "a new" : "a kept", TimeUnit.NANOSECONDS.toMillis(this.sentAt - signalledAt), this.failure,
				this.detail);
	}

}
