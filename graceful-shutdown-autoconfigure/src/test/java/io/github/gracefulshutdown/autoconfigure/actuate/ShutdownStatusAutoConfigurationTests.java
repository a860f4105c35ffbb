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

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.OldestWork;
import io.github.gracefulshutdown.actuate.ShutdownStatusEndpoint;
import io.github.gracefulshutdown.actuate.ShutdownStatusPathMapper;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownStatusAutoConfiguration}.
 */
class ShutdownStatusAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=shutdownStatus";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, ShutdownStatusAutoConfiguration.class));

	@Test
	void definesEndpointWhenExposed() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(ShutdownStatusEndpoint.class)
				.hasSingleBean(ShutdownStatusPathMapper.class));
	}

	@Test
	void backsOffWhenNotExposed() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownStatusEndpoint.class));
	}

	@Test
	void backsOffWhenAccessIsNone() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.shutdown-status.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownStatusEndpoint.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues(EXPOSED, "graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownStatusEndpoint.class));
	}

	@Test
	void backsOffWhenThereIsNoActuator() {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(Endpoint.class, ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("gracefulShutdownStatusEndpoint"));
	}

	@Test
	void backsOffWhenUserDefinesEndpoint() {
		this.runner.withPropertyValues(EXPOSED)
			.withUserConfiguration(UserEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(ShutdownStatusEndpoint.class).hasBean("userEndpoint"));
	}

	@Test
	void bindsShowDetails() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context.getBean(ShutdownStatusProperties.class).getShowDetails())
				.isEqualTo(Show.NEVER));
		this.runner.withPropertyValues(EXPOSED, "graceful-shutdown.status.show-details=when-authorized")
			.run((context) -> assertThat(context.getBean(ShutdownStatusProperties.class).getShowDetails())
				.isEqualTo(Show.WHEN_AUTHORIZED));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserEndpoint {

		@Bean
		ShutdownStatusEndpoint userEndpoint(GracefulShutdown shutdown, ActiveRequests requests, ActiveJobs jobs) {
			return new ShutdownStatusEndpoint(shutdown, new OldestWork(requests, jobs), Show.ALWAYS);
		}

	}

}
