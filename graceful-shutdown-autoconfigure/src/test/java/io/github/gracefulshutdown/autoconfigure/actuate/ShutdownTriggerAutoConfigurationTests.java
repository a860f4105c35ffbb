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

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.actuate.ShutdownTriggerExtension;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.context.ShutdownEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownTriggerAutoConfiguration}.
 */
class ShutdownTriggerAutoConfigurationTests {

	private static final String[] AVAILABLE = { "management.endpoint.shutdown.access=UNRESTRICTED",
			"management.endpoints.web.exposure.include=shutdown" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(HostProcess.class, HostProcess::shared)
		.withConfiguration(
				AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
						ShutdownEndpointAutoConfiguration.class, ShutdownTriggerAutoConfiguration.class));

	@Test
	void beginsShutdownThatClosesTheApplication() {
		this.runner.withPropertyValues(AVAILABLE).run((context) -> {
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			assertThat(context.getBean(ShutdownTriggerExtension.class).shutdown().message())
				.isEqualTo("Shutting down, bye...");
			Awaitility.await().until(() -> shutdown.state() == ShutdownState.TERMINATED);
			Awaitility.await().until(() -> !context.getSourceApplicationContext().isActive());
			assertThat(shutdown.report().trigger()).extracting(ShutdownTrigger::type)
				.isEqualTo(ShutdownTrigger.Type.ACTUATOR);
		});
	}

	@Test
	void isNotCalledWhenContextIsClosed() {
		this.runner.withPropertyValues(AVAILABLE).run((context) -> {
			String name = context.getBeanNamesForType(ShutdownTriggerExtension.class)[0];
			assertThat(context.getBeanFactory().getMergedBeanDefinition(name).getDestroyMethodName()).isEmpty();
		});
	}

	@Test
	void backsOffWhereShutdownIsNotAvailable() {
		this.runner
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownTriggerExtension.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues(AVAILABLE)
			.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownTriggerExtension.class));
	}

	@Test
	void backsOffWhenThereIsNoWebEndpoint() {
		this.runner.withPropertyValues(AVAILABLE)
			.withClassLoader(new FilteredClassLoader(EndpointWebExtension.class))
			.run((context) -> assertThat(context).doesNotHaveBean("gracefulShutdownTriggerExtension"));
	}

	@Test
	void extensionOfUserWins() {
		this.runner.withPropertyValues(AVAILABLE)
			.withBean("userExtension", ShutdownTriggerExtension.class)
			.run((context) -> assertThat(context).hasSingleBean(ShutdownTriggerExtension.class)
				.hasBean("userExtension"));
	}

}
