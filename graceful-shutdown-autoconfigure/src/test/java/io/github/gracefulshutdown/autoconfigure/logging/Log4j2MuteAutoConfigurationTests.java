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

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.logging.Log4j2Mute;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.apache.logging.log4j.core.selector.BasicContextSelector;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Log4j2MuteAutoConfiguration}.
 */
class Log4j2MuteAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withClassLoader(new FilteredClassLoader(ch.qos.logback.classic.LoggerContext.class))
		.withConfiguration(
				AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
						LogbackMuteAutoConfiguration.class, Log4j2MuteAutoConfiguration.class));

	private final LoggerContextFactory factory = LogManager.getFactory();

	@BeforeEach
	void begin() {
		LogManager.setFactory(new Log4jContextFactory(new BasicContextSelector()));
		log4j2().start(new DefaultConfiguration());
	}

	@AfterEach
	void end() {
		Configurator.shutdown(log4j2());
		LogManager.setFactory(this.factory);
	}

	@Test
	void mutesFromTheTriggerOn() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(LogMute.class).hasSingleBean(Log4j2Mute.class);
			assertThat(log4j2().getConfiguration().hasFilter()).isFalse();
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			shutdown.quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			assertThat(log4j2().getConfiguration().hasFilter()).isTrue();
			log4j2().getLogger("org.apache.kafka.common.metrics.Metrics").error("Metrics reporters closed");
			assertThat(shutdown.report().muted()).isZero();
		});
		assertThat(log4j2().getConfiguration().hasFilter()).isFalse();
	}

	@Test
	void mutesWhatTheUserAdds() {
		this.runner.withPropertyValues("graceful-shutdown.logging.muted=com.example.Importer=feed").run((context) -> {
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			shutdown.quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			log4j2().getLogger("com.example.Importer").error("The feed is gone");
			assertThat(shutdown.report().muted()).isOne();
		});
	}

	@Test
	void mutesNothingWhenToldSo() {
		this.runner.withPropertyValues("graceful-shutdown.logging.muted=none").run((context) -> {
			context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			assertThat(log4j2().getConfiguration().hasFilter()).isFalse();
		});
	}

	@Test
	void failsWithEntryThatIsNoLogger() {
		this.runner.withPropertyValues("graceful-shutdown.logging.muted=a b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ShutdownConfigurationException.class)
				.hasMessageContaining("'a b'"));
	}

	@Test
	void backsOffWithoutLog4j2() {
		this.runner
			.withClassLoader(new FilteredClassLoader(ch.qos.logback.classic.LoggerContext.class, LoggerContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogMute.class));
	}

	@Test
	void backsOffWhereLog4j2IsNotTheOneInUse() {
		LoggerContext used = log4j2();
		LogManager.setFactory(this.factory);
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogMute.class));
		LogManager.setFactory(new Log4jContextFactory(new BasicContextSelector()));
		Configurator.shutdown(used);
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogMute.class));
	}

	private static LoggerContext log4j2() {
		return (LoggerContext) LogManager.getContext(false);
	}

}
