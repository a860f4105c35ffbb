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

package io.github.gracefulshutdown.autoconfigure.metrics;

import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.metrics.ShutdownMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownMetricsAutoConfiguration}.
 */
class ShutdownMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, ShutdownMetricsAutoConfiguration.class));

	@Test
	void definesMetrics() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ShutdownMetrics.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownMetrics.class));
	}

	@Test
	void backsOffWhenThereIsNoMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("gracefulShutdownMetrics"));
	}

	@Test
	void backsOffWhenUserDefinesMetrics() {
		this.runner.withUserConfiguration(UserMetrics.class)
			.run((context) -> assertThat(context).hasSingleBean(ShutdownMetrics.class).hasBean("userMetrics"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserMetrics {

		@Bean
		ShutdownMetrics userMetrics(GracefulShutdown shutdown, CleanupTasks tasks) {
			return new ShutdownMetrics(shutdown, tasks);
		}

	}

}
