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

package io.github.gracefulshutdown.autoconfigure.logging;

import ch.qos.logback.classic.LoggerContext;
import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.logging.LogbackMute;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration that mutes shutdown noise where Logback is the logging system.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnClass(LoggerContext.class)
@Conditional(OnLogbackCondition.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class LogbackMuteAutoConfiguration {

	LogbackMuteAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(LogMute.class)
	LogbackMute gracefulShutdownLogbackMute(GracefulShutdownProperties properties) {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		return new LogbackMute(context, properties.logging().muted());
	}

}
