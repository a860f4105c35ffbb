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
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the process runs, as far as that decides on times.
 *
 * @param name its name, or that there is none
 * @param gracePeriod what the platform allows by default between the signal and its
 * {@code SIGKILL}
 * @param balanced whether a load balancer in front of the process has to be expected
 */
record Platform(String name, Duration gracePeriod, boolean balanced) {

	/**
	 * Detects the platform.
	 * @param environment the environment, with the variables of the process
	 * @return the platform
	 */
	static Platform detect(Environment environment) {
		CloudPlatform cloud = CloudPlatform.getActive(environment);
		if (cloud != null && cloud != CloudPlatform.NONE && !isDoubtful(cloud, environment)) {
			return new Platform(name(cloud), gracePeriod(cloud), true);
		}
		if (environment.containsProperty("ECS_CONTAINER_METADATA_URI_V4")) {
			return new Platform("ECS", Duration.ofSeconds(30), true);
		}
		boolean systemd = environment.containsProperty("NOTIFY_SOCKET")
				|| environment.containsProperty("INVOCATION_ID");
		return systemd ? new Platform("systemd", Duration.ofSeconds(90), false)
				: new Platform("no platform detected", Duration.ofSeconds(30), false);
	}

	// Spring Boot takes any pair of ..._SERVICE_HOST and ..._SERVICE_PORT for Kubernetes,
	// which sets this one in each container
	private static boolean isDoubtful(CloudPlatform cloud, Environment environment) {
		return cloud == CloudPlatform.KUBERNETES && !environment.containsProperty("KUBERNETES_SERVICE_HOST")
				&& !environment.containsProperty("spring.main.cloud-platform");
	}

	// As in "Cloud Foundry"
	private static String name(CloudPlatform cloud) {
		return Arrays.stream(cloud.name().split("_"))
			.map((word) -> StringUtils.capitalize(word.toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining(" "));
	}

	// The defaults that the platforms document: terminationGracePeriodSeconds of
	// Kubernetes, the 10 seconds of a Cloud Foundry cell, kill_timeout of Nomad,
	// WEBSITES_CONTAINER_STOP_TIME_LIMIT of Azure App Service, the 30 seconds of a
	// Heroku dyno.
	private static Duration gracePeriod(CloudPlatform cloud) {
		return switch (cloud) {
			case CLOUD_FOUNDRY -> Duration.ofSeconds(10);
			case NOMAD, AZURE_APP_SERVICE -> Duration.ofSeconds(5);
			default -> Duration.ofSeconds(30);
		};
	}

}
