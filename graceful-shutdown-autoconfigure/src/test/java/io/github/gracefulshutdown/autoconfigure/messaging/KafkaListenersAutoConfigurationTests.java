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
import io.github.gracefulshutdown.messaging.KafkaListeners;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaListenersAutoConfiguration}.
 */
class KafkaListenersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, KafkaListenersAutoConfiguration.class));

	@Test
	void stopsListeners() {
		this.runner.withBean(KafkaListenerEndpointRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(KafkaListeners.class));
	}

	@Test
	void doesNothingWhenThereIsNoRegistry() {
		this.runner.run((context) -> {
			context.getBean(KafkaListeners.class).shutdownStarted();
			assertThat(context.getBean(ActiveJobs.class).active()).isZero();
		});
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaListeners.class));
	}

	@Test
	void backsOffWhenLibraryIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(KafkaListenerEndpointRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaListeners.class));
	}

	@Test
	void hasFactoriesStopAfterOneRecord() {
		this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.run((context) -> assertThat(stopsAfterOneRecord(context)).isTrue());
	}

	@Test
	void leavesFactoryAloneWhenUserSaysSo() {
		this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.listener.immediate-stop=false")
			.run((context) -> assertThat(stopsAfterOneRecord(context)).isFalse());
	}

	@Test
	void leavesFactoryAloneWhenConsumersCommitByThemselves() {
		this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.consumer.enable-auto-commit=true")
			.run((context) -> assertThat(stopsAfterOneRecord(context)).isFalse());
	}

	@Test
	void leavesContainerAloneWhenItsOwnConsumersCommitByThemselves() {
		this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.listener.auto-startup=false")
			.withUserConfiguration(Listeners.class)
			.run((context) -> {
				assertThat(stopsAfterOneRecord(context, "plain")).isTrue();
				assertThat(stopsAfterOneRecord(context, "committing")).isFalse();
			});
	}

	private static boolean stopsAfterOneRecord(ApplicationContext context) {
		return context.getBean(ConcurrentKafkaListenerContainerFactory.class)
			.getContainerProperties()
			.isStopImmediate();
	}

	private static boolean stopsAfterOneRecord(ApplicationContext context, String id) {
		return context.getBean(KafkaListenerEndpointRegistry.class)
			.getListenerContainer(id)
			.getContainerProperties()
			.isStopImmediate();
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		Handler handler() {
			return new Handler();
		}

	}

	static class Handler {

		@KafkaListener(id = "plain", topics = "plain")
		void handle(String message) {
		}

		@KafkaListener(id = "committing", topics = "committing", properties = "enable.auto.commit=true")
		void handleCommitted(String message) {
		}

	}

}
