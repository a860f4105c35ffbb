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

import java.time.Instant;

/**
 * What started the shutdown, and when.
 *
 * @param type what it was
 * @param at when it came
 * @since 1.0.0
 */
public record ShutdownTrigger(Type type, Instant at) {

	/**
	 * The kinds of triggers.
	 */
	public enum Type {

		/**
		 * The signal that platforms send to stop a process.
		 */
		SIGTERM,

		/**
		 * Ctrl-C in a terminal. Somebody waits: there is no lame duck.
		 */
		SIGINT,

		/**
		 * The terminal went away.
		 */
		SIGHUP,

		/**
		 * {@code POST /actuator/shutdown}.
		 */
		ACTUATOR,

		/**
		 * The process has served as many requests, or as long, as it was meant to.
		 */
		RECYCLE,

		/**
		 * The application context was closed: {@code close()} or {@code System.exit}.
		 */
		CONTEXT_CLOSED;

		/**
		 * Whether somebody may still send requests who does not know of it, as a load
		 * balancer does. Ctrl-C and {@code close()} are for those who wait.
		 * @return whether a lame duck makes sense
		 */
		public boolean allowsLameDuck() {
			return this != SIGINT && this != CONTEXT_CLOSED;
		}

	}

}
