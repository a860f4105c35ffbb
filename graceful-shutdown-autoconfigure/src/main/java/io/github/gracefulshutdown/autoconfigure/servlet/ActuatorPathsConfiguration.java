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

import io.github.gracefulshutdown.autoconfigure.ActuatorPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Knows the paths of the actuator in the application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class })
class ActuatorPathsConfiguration {

	/**
	 * Below the dispatcher servlet.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherServletPath.class)
	static class WebMvc {

		@Bean
		ActuatorPaths gracefulShutdownActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints,
				ObjectProvider<DispatcherServletPath> servletPath, Environment environment) {
			return new ActuatorPaths(endpoints, environment, (path) -> below(servletPath.getIfAvailable(), path));
		}

		private static String below(@Nullable DispatcherServletPath servletPath, String path) {
			return (servletPath != null) ? servletPath.getRelativePath(path) : path;
		}

	}

	/**
	 * Where Jersey serves them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath")
	static class Jersey {

		@Bean
		ActuatorPaths gracefulShutdownActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints,
				Environment environment) {
			String path = environment.getProperty("spring.jersey.application-path", "");
			String prefix = path.isEmpty() ? "" : path.replaceFirst("^/*", "/").replaceFirst("/*\\*?$", "");
			return new ActuatorPaths(endpoints, environment, (endpoint) -> prefix + endpoint);
		}

	}

}
