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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.logging.LogbackMute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogbackMuteAutoConfiguration}.
 */
class LogbackMuteAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
					LogbackMuteAutoConfiguration.class, Log4j2MuteAutoConfiguration.class));

	private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger pool = this.logback.getLogger("com.zaxxer.hikari.HikariDataSource");

	private final Logger application = this.logback.getLogger("com.example.Importer");

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	@BeforeEach
	void begin() {
		this.appender.start();
		this.pool.addAppender(this.appender);
		this.pool.setLevel(Level.INFO);
		this.application.addAppender(this.appender);
		this.application.setLevel(Level.INFO);
	}

	@AfterEach
	void end() {
		this.pool.detachAppender(this.appender);
		this.application.detachAppender(this.appender);
		assertThat(this.logback.getTurboFilterList()).isEmpty();
	}

	@Test
	void mutesNoiseFromTheTriggerOn() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(LogMute.class).hasSingleBean(LogbackMute.class);
			assertThat(context.getBean(HostApplication.class).mute()).isSameAs(context.getBean(LogMute.class));
			write();
			assertThat(this.appender.list).hasSize(2);
			assertThat(this.logback.getTurboFilterList()).isEmpty();
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			shutdown.quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			write();
			assertThat(this.appender.list).hasSize(3)
				.last()
				.satisfies((event) -> assertThat(event.getLoggerName()).isEqualTo("com.example.Importer"));
			assertThat(shutdown.report().muted()).isOne();
		});
	}

	@Test
	void mutesForItsOwnContextOnly() {
		this.runner.run((first) -> this.runner.run((second) -> {
			first.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			first.close();
			assertThat(this.logback.getTurboFilterList()).isEmpty();
			write();
			assertThat(this.appender.list).hasSize(2);
			assertThat(second.getBean(LogMute.class).count()).isZero();
		}));
	}

	@Test
	void mutesWhatTheUserAdds() {
		this.runner
			.withPropertyValues("graceful-shutdown.logging.muted[0]=com.example.Importer",
					"graceful-shutdown.logging.muted[1]=com.example.Exporter=a, b")
			.run((context) -> {
				context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
				write();
				assertThat(this.appender.list).isEmpty();
				this.application.error("It failed");
				assertThat(this.appender.list).hasSize(1);
				assertThat(context.getBean(LogMute.class).count()).isEqualTo(2);
			});
	}

	@Test
	void mutesNothingWhenToldSo() {
		this.runner.withPropertyValues("graceful-shutdown.logging.muted=none").run((context) -> {
			context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			write();
			assertThat(this.appender.list).hasSize(2);
			assertThat(context.getBean(GracefulShutdown.class).report().muted()).isZero();
		});
	}

	@Test
	void failsWithEntryThatIsNoLogger() {
		this.runner.withPropertyValues("graceful-shutdown.logging.muted=com.example.*")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ShutdownConfigurationException.class)
				.hasMessageContaining("'graceful-shutdown.logging.muted' has the entry 'com.example.*'"));
	}

	@Test
	void backsOffWithoutLogback() {
		this.runner.withClassLoader(new FilteredClassLoader(LoggerContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogMute.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogMute.class));
	}

	@Test
	void muteOfUserWins() {
		LogMute mute = LogMute.none();
		this.runner.withBean("userMute", LogMute.class, () -> mute).run((context) -> {
			assertThat(context).hasSingleBean(LogMute.class).getBean(LogMute.class).isSameAs(mute);
			assertThat(context.getBean(HostApplication.class).mute()).isSameAs(mute);
		});
	}

	private void write() {
		this.pool.info("{} - Shutdown completed.", "HikariPool-1");
		this.application.info("Imported");
	}

}
