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

package io.github.gracefulshutdown.benchmarks.faults;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.sample.deadline.Hang;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Log appenders beside that of the console, which hang or throw once the shutdown has
 * started.
 */
@Configuration(proxyBeanMethods = false)
class FaultyLog {

	@Bean
	@ConditionalOnProperty("faulty.hanging-appender")
	ApplicationRunner hangingAppender(ShutdownSignal signal) {
		return (args) -> install(new FaultyAppender(signal, Hang::forever));
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-appender")
	ApplicationRunner throwingAppender(ShutdownSignal signal) {
		return (args) -> install(new FaultyAppender(signal, () -> {
			throw new IllegalStateException("Faulty on purpose");
		}));
	}

	private static void install(Appender<ILoggingEvent> appender) {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		appender.setContext(root.getLoggerContext());
		appender.start();
		root.addAppender(appender);
	}

	/**
	 * An appender that takes nothing any more. Logback catches what is thrown further
	 * inside.
	 */
	private static final class FaultyAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

		private final ShutdownSignal signal;

		private final Runnable fault;

		FaultyAppender(ShutdownSignal signal, Runnable fault) {
			this.signal = signal;
			this.fault = fault;
		}

		@Override
		public void doAppend(ILoggingEvent event) {
			if (this.signal.isRequested()) {
				this.fault.run();
			}
		}

		@Override
		protected void append(ILoggingEvent event) {
			// All of it was before the shutdown
		}

	}

}
