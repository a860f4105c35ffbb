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

package io.github.gracefulshutdown.autoconfigure.actuate;

import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.actuate.ShutdownTriggerExtension;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.context.ShutdownEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@code POST /actuator/shutdown}, where it is available.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.context.ShutdownEndpointAutoConfiguration")
@ConditionalOnClass({ EndpointWebExtension.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(value = ShutdownEndpoint.class, name = GracefulShutdownAutoConfiguration.ENGINE)
@ConditionalOnAvailableEndpoint(ShutdownEndpoint.class)
public final class ShutdownTriggerAutoConfiguration {

	ShutdownTriggerAutoConfiguration() {
	}

	// Its method of that name is no destroy method
	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ShutdownTriggerExtension gracefulShutdownTriggerExtension(ProcessEnd end) {
		return new ShutdownTriggerExtension(end);
	}

}
