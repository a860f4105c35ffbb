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

package io.github.gracefulshutdown.autoconfigure.report;

import java.nio.file.Path;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.report.ReportDirectory;
import io.github.gracefulshutdown.report.ServiceInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the report directory.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@Conditional(OnReportDirectory.class)
public final class ReportDirectoryAutoConfiguration {

	ReportDirectoryAutoConfiguration() {
	}

	@Bean(destroyMethod = "close")
	@Order(0) // before those that take time
	@ConditionalOnMissingBean
	ReportDirectory gracefulShutdownReportDirectory(GracefulShutdownProperties properties, Environment environment,
			EventLog log) {
		Path directory = properties.report().directory();
		return new ReportDirectory((directory != null) ? directory : OnReportDirectory.ofSystemd(environment),
				ServiceInstance.of(environment), ShutdownClock.system(), log);
	}

	@Bean
	@Nullable PreviousShutdown gracefulShutdownPreviousShutdown(ReportDirectory directory) {
		return directory.previous();
	}

}
