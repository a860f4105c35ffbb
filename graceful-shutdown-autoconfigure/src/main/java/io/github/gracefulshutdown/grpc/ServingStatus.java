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

package io.github.gracefulshutdown.grpc;

import io.github.gracefulshutdown.ShutdownParticipant;
import io.grpc.protobuf.services.HealthStatusManager;

/**
 * Says {@code NOT_SERVING} for each service from the trigger on, so that probes and
 * clients that ask for their health look for another instance.
 *
 * @since 1.0.0
 */
public final class ServingStatus implements ShutdownParticipant {

	private final HealthStatusManager health;

	/**
	 * Creates an object that leaves the status alone until the shutdown.
	 * @param health what is told about the services
	 */
	public ServingStatus(HealthStatusManager health) {
		this.health = health;
	}

	@Override
	public void shutdownStarted() {
		this.health.enterTerminalState();
	}

}
