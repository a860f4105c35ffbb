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

import io.github.gracefulshutdown.GracefulShutdown;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Tells the shutdown that the application has become ready. If that happens after the
 * trigger, as with a signal in the middle of the start-up, or if the application changes
 * its readiness itself, it goes back to refuse.
 *
 * @since 1.0.0
 */
public final class ReadinessListener implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

	private final GracefulShutdown shutdown;

	private final ApplicationContext context;

	/**
	 * Creates a listener.
	 * @param shutdown the shutdown
	 * @param context the application context whose readiness it is
	 */
	public ReadinessListener(GracefulShutdown shutdown, ApplicationContext context) {
		this.shutdown = shutdown;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (isOfAnotherContext(event.getSource()) || event.getState() != ReadinessState.ACCEPTING_TRAFFIC) {
			return;
		}
		if (event.getSource() == this.context) {
			this.shutdown.ready();
		}
		if (this.shutdown.isStarted()) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		}
	}

	// Whatever else is the source, it is this one whose readiness changes
	private boolean isOfAnotherContext(Object source) {
		return source instanceof ApplicationContext && source != this.context;
	}

}
