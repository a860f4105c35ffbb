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
import io.github.gracefulshutdown.messaging.JmsListeners;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jms.config.JmsListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JmsListenersAutoConfiguration}.
 */
class JmsListenersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, JmsListenersAutoConfiguration.class));

	@Test
	void stopsListeners() {
		this.runner.withBean(JmsListenerEndpointRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(JmsListeners.class));
	}

	@Test
	void doesNothingWhenThereIsNoRegistry() {
		this.runner.run((context) -> {
			context.getBean(JmsListeners.class).shutdownStarted();
			assertThat(context.getBean(ActiveJobs.class).active()).isZero();
		});
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JmsListeners.class));
	}

	@Test
	void backsOffWhenLibraryIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(JmsListenerEndpointRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JmsListeners.class));
	}

}
