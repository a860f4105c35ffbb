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

package io.github.gracefulshutdown.test.process;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request of the load that failed.
 *
 * @param backend the name of the instance
 * @param request the request
 * @param kind how it failed
 * @param detail more about it
 * @param connection whether the connection was new or had been used before
 * @param sinceSignal the time since the instance was told to stop, if it was
 * @since 1.0.0
 */
public record LoadFailure(String backend, String request, FailureKind kind, String detail, String connection,
		@Nullable Duration sinceSignal) {

	@Override
	public String toString() {
		String when = (this.sinceSignal != null) ? this.sinceSignal.toMillis() + " ms after SIGTERM" : "no signal yet";
		return this.kind + " " + this.request + " on " + this.connection + " connection to " + this.backend + ", "
				+ when + ": " + this.detail;
	}

}
