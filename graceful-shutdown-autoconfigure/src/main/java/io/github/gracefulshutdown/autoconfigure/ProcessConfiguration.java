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

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.ShutdownSettings;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The process that the application runs in.
 */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EventLog gracefulShutdownEventLog() {
		return EventLog.plain();
	}

	@Bean
	@ConditionalOnMissingBean
	HostProcess gracefulShutdownHostProcess(Environment environment) {
		return HostProcess.isOfTest(environment) ? HostProcess.shared() : HostProcess.own();
	}

	@Bean
	ProcessEnd gracefulShutdownProcessEnd(GracefulShutdown shutdown, ShutdownSettings settings, HostProcess process,
			ConfigurableApplicationContext context) {
		return new ProcessEnd(shutdown, context, settings.end().exitCodes(), process);
	}

}
