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
import io.github.gracefulshutdown.actuate.ShutdownStatusWebExtension;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.report.ReportPage;
import io.github.gracefulshutdown.report.ServiceInstance;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the status endpoint.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@ConditionalOnAvailableEndpoint(ShutdownStatusEndpoint.class)
@EnableConfigurationProperties(ShutdownStatusProperties.class)
public final class ShutdownStatusAutoConfiguration {

	ShutdownStatusAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ShutdownStatusEndpoint gracefulShutdownStatusEndpoint(GracefulShutdown shutdown, ActiveRequests requests,
			ActiveJobs jobs, ShutdownStatusProperties properties) {
		return new ShutdownStatusEndpoint(shutdown, new OldestWork(requests, jobs), properties.getShowDetails());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ShutdownStatusWebExtension gracefulShutdownStatusWebExtension(ShutdownStatusEndpoint endpoint,
			GracefulShutdown shutdown, ActiveRequests requests, ActiveJobs jobs, Environment environment) {
		return new ShutdownStatusWebExtension(endpoint, shutdown, new OldestWork(requests, jobs),
				new ReportPage(ServiceInstance.of(environment)));
	}

	@Bean
	ShutdownStatusPathMapper gracefulShutdownStatusPathMapper() {
		return new ShutdownStatusPathMapper();
	}

}
