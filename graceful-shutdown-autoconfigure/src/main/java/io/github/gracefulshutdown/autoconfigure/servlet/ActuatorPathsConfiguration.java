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

package io.github.gracefulshutdown.autoconfigure.servlet;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Knows the paths of the actuator's endpoints, and of health groups that have an
 * additional path on the port of the application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class, DispatcherServletPath.class })
class ActuatorPathsConfiguration {

	@Bean
	ActuatorPaths gracefulShutdownActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints,
			ObjectProvider<DispatcherServletPath> servletPath, Environment environment) {
		return () -> endpoints.stream()
			.flatMap((mapped) -> paths(mapped, environment))
			.map((path) -> withServletPath(path, servletPath.getIfAvailable()));
	}

	private static Stream<String> paths(PathMappedEndpoints endpoints, Environment environment) {
		Stream<String> additional = endpoints.stream().flatMap((endpoint) -> additional(endpoints, endpoint));
		return samePort(environment) ? Stream.concat(main(endpoints), additional) : additional;
	}

	private static Stream<String> main(PathMappedEndpoints endpoints) {
		String base = endpoints.getBasePath();
		return (base.isEmpty() || base.equals("/")) ? endpoints.getAllPaths().stream() : Stream.of(base);
	}

	private static Stream<String> additional(PathMappedEndpoints endpoints, PathMappedEndpoint endpoint) {
		EndpointId id = ((ExposableEndpoint<?>) endpoint).getEndpointId();
		return endpoints.getAdditionalPaths(WebServerNamespace.SERVER, id).stream();
	}

	private static boolean samePort(Environment environment) {
		return ManagementPortType.get(environment) == ManagementPortType.SAME;
	}

	private static String withServletPath(String path, @Nullable DispatcherServletPath servletPath) {
		return (servletPath != null) ? servletPath.getRelativePath(path) : path;
	}

}
