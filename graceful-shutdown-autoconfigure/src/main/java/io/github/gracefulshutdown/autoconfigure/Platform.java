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

package io.github.gracefulshutdown.autoconfigure;

import java.time.Duration;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * Where the process runs, as far as that decides on times.
 *
 * @param gracePeriod what the platform allows by default between the signal and its
 * {@code SIGKILL}
 * @param balanced whether a load balancer in front of the process has to be expected
 */
record Platform(Duration gracePeriod, boolean balanced) {

	/**
	 * Detects the platform.
	 * @param environment the environment, with the variables of the process
	 * @return the platform
	 */
	static Platform detect(Environment environment) {
		CloudPlatform cloud = CloudPlatform.getActive(environment);
		if (cloud != null && cloud != CloudPlatform.NONE) {
			return new Platform(gracePeriod(cloud), true);
		}
		if (environment.containsProperty("ECS_CONTAINER_METADATA_URI_V4")) {
			return new Platform(Duration.ofSeconds(30), true);
		}
		boolean systemd = environment.containsProperty("NOTIFY_SOCKET")
				|| environment.containsProperty("INVOCATION_ID");
		return new Platform(Duration.ofSeconds(systemd ? 90 : 30), false);
	}

	// The defaults that the platforms document: terminationGracePeriodSeconds of
	// Kubernetes, the 10 seconds of a Cloud Foundry cell, kill_timeout of Nomad,
	// the 30 seconds of a Heroku dyno.
	private static Duration gracePeriod(CloudPlatform cloud) {
		return switch (cloud) {
			case CLOUD_FOUNDRY -> Duration.ofSeconds(10);
			case NOMAD -> Duration.ofSeconds(5);
			default -> Duration.ofSeconds(30);
		};
	}

}
