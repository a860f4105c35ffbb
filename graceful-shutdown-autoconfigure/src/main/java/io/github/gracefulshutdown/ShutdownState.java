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
 * The states of the sequence, in their order.
 *
 * @since 1.0.0
 */
public enum ShutdownState {

	/**
	 * No trigger yet.
	 */
	RUNNING,

	/**
	 * Readiness refuses, everything is still served.
	 */
	LAME_DUCK,

	/**
	 * No new connections; waiting for active requests.
	 */
	DRAINING,

	/**
	 * Spring stops its lifecycle beans.
	 */
	STOPPING,

	/**
	 * Cleanup tasks run, phase by phase.
	 */
	CLEANING_UP,

	/**
	 * The report is final.
	 */
	TERMINATED;

	/**
	 * Whether this state comes later in the sequence than the given one.
	 * @param other the state to compare with
	 * @return whether this state is later
	 */
	public boolean isAfter(ShutdownState other) {
		return compareTo(other) > 0;
	}

}
