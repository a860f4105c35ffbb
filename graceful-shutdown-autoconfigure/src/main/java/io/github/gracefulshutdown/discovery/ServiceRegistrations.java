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

package io.github.gracefulshutdown.discovery;

import java.util.Map;

import io.github.gracefulshutdown.ExistingBeans;
import io.github.gracefulshutdown.ShutdownParticipant;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.cloud.client.serviceregistry.AbstractAutoServiceRegistration;
import org.springframework.cloud.client.serviceregistry.AutoServiceRegistration;
import org.springframework.context.Lifecycle;

/**
 * Stops the registrations of Spring Cloud at the trigger, so that clients that look for
 * instances have the lame duck to find others. By itself Spring Cloud does so when the
 * context closes. It finds them stopped then.
 *
 * @since 1.0.0
 */
public final class ServiceRegistrations implements ShutdownParticipant {

	private final ListableBeanFactory beans;

	/**
	 * Creates an object that leaves the registrations alone until the shutdown.
	 * @param beans the beans of the application
	 */
	public ServiceRegistrations(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void shutdownStarted() {
		Map<String, AutoServiceRegistration> registrations = ExistingBeans.ofType(this.beans,
				AutoServiceRegistration.class);
		RuntimeException failure = null;
		for (AutoServiceRegistration registration : registrations.values()) {
			try {
				stop(registration);
			}
			catch (RuntimeException ex) {
				// Of one registry, which must not keep the instance in another one
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	private static void stop(AutoServiceRegistration registration) {
		// Of Consul and Zookeeper, and then of Eureka
		if (registration instanceof AbstractAutoServiceRegistration<?> running) {
			running.stop();
		}
		else if (registration instanceof Lifecycle running && running.isRunning()) {
			running.stop();
		}
	}

}
