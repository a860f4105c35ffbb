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

package io.github.gracefulshutdown.availability;

import io.github.gracefulshutdown.ShutdownParticipant;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/**
 * Readiness refuses at the trigger, before anything else happens. Liveness is untouched.
 *
 * @since 1.0.0
 */
public final class ReadinessRefusal implements ShutdownParticipant {

	private final ApplicationContext context;

	/**
	 * Creates a participant.
	 * @param context the application context whose readiness it is
	 */
	public ReadinessRefusal(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void shutdownStarted() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
	}

}
