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

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.env.Environment;

/**
 * Where the actuator answers on the port of the application: the paths of its endpoints,
 * and of health groups that have an additional path there.
 *
 * @since 1.0.0
 */
public final class ActuatorPaths {

	private final ObjectProvider<PathMappedEndpoints> endpoints;

	private final Environment environment;

	private final UnaryOperator<String> location;

	/**
	 * Creates an object that looks when it is asked.
	 * @param endpoints the endpoints
	 * @param environment knows whether they have a port of their own
	 * @param location where a path of theirs is in the application
	 */
	public ActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment,
			UnaryOperator<String> location) {
		this.endpoints = endpoints;
		this.environment = environment;
		this.location = location;
	}

	/**
	 * The paths, relative to the context path.
	 * @return the paths, each with everything below it
	 */
	public Stream<String> stream() {
		return this.endpoints.stream().flatMap(this::paths).map(this.location);
	}

	private Stream<String> paths(PathMappedEndpoints endpoints) {
		Stream<String> additional = endpoints.stream().flatMap((endpoint) -> additional(endpoints, endpoint));
		boolean samePort = ManagementPortType.get(this.environment) == ManagementPortType.SAME;
		// Not all that is below their base path, which the application may share
		return samePort ? Stream.concat(endpoints.getAllPaths().stream(), additional) : additional;
	}

	private static Stream<String> additional(PathMappedEndpoints endpoints, PathMappedEndpoint endpoint) {
		EndpointId id = ((ExposableEndpoint<?>) endpoint).getEndpointId();
		return endpoints.getAdditionalPaths(WebServerNamespace.SERVER, id).stream();
	}

}
