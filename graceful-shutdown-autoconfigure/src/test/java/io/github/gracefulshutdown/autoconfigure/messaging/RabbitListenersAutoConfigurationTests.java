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

package io.github.gracefulshutdown.autoconfigure.messaging;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.messaging.RabbitListeners;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RabbitListenersAutoConfiguration}.
 */
class RabbitListenersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, RabbitListenersAutoConfiguration.class));

	@Test
	void stopsListeners() {
		this.runner.withBean(RabbitListenerEndpointRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RabbitListeners.class));
	}

	@Test
	void doesNothingWhenThereIsNoRegistry() {
		this.runner.run((context) -> {
			context.getBean(RabbitListeners.class).shutdownStarted();
			assertThat(context.getBean(ActiveJobs.class).active()).isZero();
		});
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RabbitListeners.class));
	}

	@Test
	void backsOffWhenLibraryIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(RabbitListenerEndpointRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RabbitListeners.class));
	}

}
