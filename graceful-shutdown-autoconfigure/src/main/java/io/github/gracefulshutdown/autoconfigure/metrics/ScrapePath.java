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

package io.github.gracefulshutdown.autoconfigure.metrics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.core.env.Environment;

/**
 * Where Prometheus scrapes, relative to the context path of the management port.
 */
final class ScrapePath {

	private static final EndpointId PROMETHEUS = EndpointId.of("prometheus");

	private final PathMappedEndpoints endpoints;

	private final Environment environment;

	ScrapePath(PathMappedEndpoints endpoints, Environment environment) {
		this.endpoints = endpoints;
		this.environment = environment;
	}

	@Nullable String get() {
		return this.endpoints.getPath(PROMETHEUS);
	}

	/**
	 * Refuses to start where nothing answers there at the end of the drain.
	 */
	void check() {
		if (get() == null) {
			throw LastScrapeAutoConfiguration.refusal(
					"the endpoint 'prometheus' is not exposed, or nothing is exported to it",
					"Add it to 'management.endpoints.web.exposure.include', and"
							+ " io.micrometer:micrometer-registry-prometheus to the dependencies");
		}
		if (ManagementPortType.get(this.environment) != ManagementPortType.DIFFERENT) {
			throw LastScrapeAutoConfiguration.refusal(
					"it is served by the port of the application, which accepts no connection in the drain",
					"Set 'management.server.port' to a port of its own");
		}
	}

}
