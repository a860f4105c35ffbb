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

package io.github.gracefulshutdown.autoconfigure.signal;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.autoconfigure.ConditionalOutsideTests;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.signal.ShutdownSignals;
import io.github.gracefulshutdown.signal.StatusSignal;
import sun.misc.Signal;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for signals. Not in tests, whose processes are not ours to end.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnClass(Signal.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@ConditionalOnBooleanProperty(name = "graceful-shutdown.signals.enabled", matchIfMissing = true)
@ConditionalOutsideTests
@SuppressWarnings("sunapi")
public final class SignalAutoConfiguration {

	SignalAutoConfiguration() {
	}

	@Bean
	ShutdownSignals gracefulShutdownSignals(GracefulShutdown shutdown, ApplicationContext context, ProcessEnd end,
			GracefulShutdownProperties properties) {
		return new ShutdownSignals(shutdown, context, end, StatusSignal.of(properties.signals().status()));
	}

}
