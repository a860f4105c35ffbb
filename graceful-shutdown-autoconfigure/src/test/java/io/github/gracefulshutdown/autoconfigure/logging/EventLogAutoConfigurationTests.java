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

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.logging.FluentEventLog;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventLogAutoConfiguration}.
 */
class EventLogAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class, EventLogAutoConfiguration.class));

	@Test
	void logsWithFields() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(EventLog.class)
			.getBean(EventLog.class)
			.isInstanceOf(FluentEventLog.class));
	}

	@Test
	void logsTextWhereThereAreNoFields() {
		this.runner.withClassLoader(new FilteredClassLoader(LoggingEventBuilder.class))
			.run((context) -> assertThat(context).hasSingleBean(EventLog.class)
				.getBean(EventLog.class)
				.isNotInstanceOf(FluentEventLog.class));
	}

	@Test
	void logOfUserWins() {
		EventLog log = (event) -> {
		};
		this.runner.withBean("userLog", EventLog.class, () -> log)
			.run((context) -> assertThat(context).hasSingleBean(EventLog.class).getBean(EventLog.class).isSameAs(log));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EventLog.class));
	}

}
