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

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.actuate.ShutdownStatusEndpoint;
import io.github.gracefulshutdown.actuate.ShutdownStatusWebExtension;
import io.github.gracefulshutdown.actuate.ShutdownTriggerExtension;
import io.github.gracefulshutdown.autoconfigure.actuate.ShutdownStatusAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.actuate.ShutdownTriggerAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.metrics.ShutdownMetricsAutoConfiguration;
import io.github.gracefulshutdown.cleanup.ShutdownTasks;
import io.github.gracefulshutdown.metrics.ShutdownMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.actuate.autoconfigure.context.ShutdownEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a child context has a shutdown of its own, whole, where its parent has one
 * too.
 */
class ContextHierarchyTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(CleanupAutoConfiguration.class,
			GracefulShutdownAutoConfiguration.class, ShutdownStatusAutoConfiguration.class,
			ShutdownTriggerAutoConfiguration.class, ShutdownMetricsAutoConfiguration.class,
			EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
			ShutdownEndpointAutoConfiguration.class);

	private static final String[] EXPOSED = { "management.endpoints.web.exposure.include=*",
			"management.endpoint.shutdown.access=UNRESTRICTED" };

	@ParameterizedTest
	@ValueSource(classes = { GracefulShutdown.class, ShutdownTasks.class, ShutdownStatusEndpoint.class,
			ShutdownStatusWebExtension.class, ShutdownTriggerExtension.class, ShutdownMetrics.class })
	void childHasItsOwn(Class<?> type) {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues(EXPOSED)
			.run((parent) -> new WebApplicationContextRunner().withParent(parent)
				.withConfiguration(CONFIGURATIONS)
				.withPropertyValues(EXPOSED)
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(child.getBean(type)).isNotSameAs(parent.getBean(type));
					assertThat(child.getBean(PathMappedEndpoints.class).getAllPaths()).contains("/actuator/shutdown");
					assertThat(BeanFactoryUtils.beansOfTypeIncludingAncestors(child, MeterBinder.class)).hasSize(1);
				}));
	}

}
