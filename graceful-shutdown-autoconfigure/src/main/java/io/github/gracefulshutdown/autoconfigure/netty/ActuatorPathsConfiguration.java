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

package io.github.gracefulshutdown.autoconfigure.netty;

import java.util.function.UnaryOperator;

import io.github.gracefulshutdown.autoconfigure.ActuatorPaths;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Knows the paths of the actuator.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class })
class ActuatorPathsConfiguration {

	@Bean
	ActuatorPaths gracefulShutdownActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints,
			Environment environment) {
		return new ActuatorPaths(endpoints, environment, UnaryOperator.identity());
	}

}
