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
 * Takes part in lame duck and drain: how technologies join the engine, and any bean that
 * takes work from elsewhere, as by polling. Each participant is called on a thread of its
 * own, all at the same time. One that throws, or does not return within a second, is
 * named in the report and does not stop the others. Beans that do not exist yet are not
 * created for it.
 *
 * @since 1.0.0
 */
public interface ShutdownParticipant {

	/**
	 * Called at the trigger, with or without a lame duck: tell clients to leave, but keep
	 * serving them, and take no new work from elsewhere, but finish what was taken.
	 */
	default void shutdownStarted() {
	}

	/**
	 * Called at the beginning of the drain: stop accepting connections, but serve those
	 * that are open.
	 */
	default void drainStarted() {
	}

	/**
	 * Called when half of the drain's time has passed and something is still active: end
	 * early what can go on elsewhere. What is left at the end of the drain is
	 * interrupted. Can be called more than once.
	 */
	default void drainSlow() {
	}

}
