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
 * Keeps lines out of the log that say only that the application stops, and counts them.
 * Lines before {@link #begin()} and lines of the application itself are none of its
 * business. Safe for any thread.
 *
 * @since 1.0.0
 */
public interface LogMute {

	/**
	 * Called some time after the application has become ready, on a thread of its own:
	 * load what the first line will need, as there is no time for it at the trigger.
	 */
	default void prepare() {
	}

	/**
	 * Called at the trigger, before anything else happens: mute from now on.
	 */
	void begin();

	/**
	 * Called when the application is closed and the process goes on: leave no trace.
	 */
	void end();

	/**
	 * How many lines were muted so far.
	 * @return the number of lines
	 */
	long count();

	/**
	 * Mutes nothing.
	 * @return an object that does nothing
	 */
	static LogMute none() {
		return new LogMute() {

			@Override
			public void begin() {
			}

			@Override
			public void end() {
			}

			@Override
			public long count() {
				return 0;
			}

		};
	}

}
