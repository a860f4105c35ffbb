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

package io.github.gracefulshutdown.autoconfigure.startup;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.startup.RunnersJob;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for what an application does before it is ready.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@Import(RunnerWatchConfiguration.class)
public final class StartupAutoConfiguration {

	StartupAutoConfiguration() {
	}

	@Bean
	RunnersJob gracefulShutdownRunnersJob(GracefulShutdown shutdown, ProcessEnd end, ActiveJobs jobs,
			ApplicationContext context) {
		return new RunnersJob(shutdown, end, jobs, context);
	}

}
