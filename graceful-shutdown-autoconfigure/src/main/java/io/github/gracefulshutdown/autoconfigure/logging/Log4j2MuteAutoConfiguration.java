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

import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.logging.Log4j2Mute;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration that mutes shutdown noise where Log4j2 is the logging system.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = { GracefulShutdownAutoConfiguration.class, LogbackMuteAutoConfiguration.class })
@ConditionalOnClass(LoggerContext.class)
@Conditional(OnLog4j2Condition.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class Log4j2MuteAutoConfiguration {

	Log4j2MuteAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(LogMute.class)
	Log4j2Mute gracefulShutdownLog4j2Mute(GracefulShutdownProperties properties) {
		LoggerContext context = (LoggerContext) LogManager.getContext(false);
		return new Log4j2Mute(context, properties.logging().muted());
	}

}
