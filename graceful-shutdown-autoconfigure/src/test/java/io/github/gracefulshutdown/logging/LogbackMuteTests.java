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

package io.github.gracefulshutdown.logging;

import java.io.IOException;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogbackMute}.
 */
class LogbackMuteTests {

	private final LoggerContext context = new LoggerContext();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final Logger pool = this.context.getLogger("com.zaxxer.hikari.HikariDataSource");

	private final Logger servlet = this.context
		.getLogger("org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/].[dispatcherServlet]");

	private final Logger application = this.context.getLogger("com.example.Importer");

	private final LogbackMute mute = new LogbackMute(this.context, List.of("com.example.Importer=feed"));

	@BeforeEach
	void begin() {
		this.appender.setContext(this.context);
		this.appender.start();
		Logger root = this.context.getLogger(Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		root.addAppender(this.appender);
	}

	@AfterEach
	void end() {
		this.context.stop();
	}

	@Test
	void mutesNothingBeforeTheTrigger() {
		assertThat(this.context.getTurboFilterList()).isEmpty();
		this.pool.info("{} - Shutdown initiated...", "HikariPool-1");
		assertThat(this.appender.list).hasSize(1);
		assertThat(this.mute.count()).isZero();
	}

	@Test
	void mutesAndCountsFromTheTriggerOn() {
		this.mute.begin();
		this.pool.info("{} - Shutdown initiated...", "HikariPool-1");
		this.pool.info("HikariPool-1 - Shutdown completed.");
		this.pool.atInfo().addKeyValue("pool", 1).log("HikariPool-1 - Shutdown completed.");
		this.application.warn("{} {} {}", "The", "feed", "is gone");
		assertThat(this.appender.list).isEmpty();
		assertThat(this.mute.count()).isEqualTo(4);
	}

	@Test
	void seesExceptionAmongArguments() {
		this.mute.begin();
		AsyncRequestNotUsableException gone = new AsyncRequestNotUsableException("gone");
		this.servlet.error("Servlet.service() for servlet [dispatcherServlet] threw exception", gone);
		this.servlet.error("Servlet.service() for servlet [{}] threw exception", "dispatcherServlet", gone);
		assertThat(this.appender.list).isEmpty();
		this.servlet.error("Servlet.service() for servlet [{}] threw exception", "dispatcherServlet",
				new IOException());
		assertThat(this.appender.list).hasSize(1);
		assertThat(this.mute.count()).isEqualTo(2);
	}

	@Test
	void leavesTheRest() {
		this.mute.begin();
		this.pool.info("{} - Starting...", "HikariPool-1");
		this.pool.info(null);
		this.application.info("HikariPool-1 - Shutdown completed.");
		this.application.error("Broken pipe", new IOException("Broken pipe"));
		assertThat(this.appender.list).hasSize(4);
		assertThat(this.pool.isInfoEnabled()).isTrue();
		assertThat(this.mute.count()).isZero();
	}

	@Test
	void doesNotCountWhatWouldNotBeWritten() {
		this.mute.begin();
		this.pool.setLevel(Level.WARN);
		this.pool.info("HikariPool-1 - Shutdown completed.");
		this.application.debug("The feed");
		assertThat(this.mute.count()).isZero();
	}

	@Test
	void countsMutedDebugThatIsEnabled() {
		this.mute.begin();
		this.application.setLevel(Level.TRACE);
		this.application.debug("The feed");
		this.application.trace("The feed");
		assertThat(this.appender.list).isEmpty();
		assertThat(this.mute.count()).isEqualTo(2);
	}

	@Test
	void leavesNoTraceAtTheEnd() {
		LogbackMute other = new LogbackMute(this.context, List.of());
		this.mute.begin();
		other.begin();
		this.mute.end();
		this.pool.info("HikariPool-1 - Shutdown completed.");
		assertThat(this.mute.count()).isZero();
		assertThat(other.count()).isOne();
		other.end();
		assertThat(this.context.getTurboFilterList()).isEmpty();
		this.pool.info("HikariPool-1 - Shutdown completed.");
		assertThat(this.appender.list).hasSize(1);
	}

	@Test
	void leavesNoTraceOfThePreparation() {
		this.mute.prepare();
		assertThat(this.context.getTurboFilterList()).isEmpty();
		assertThat(this.appender.list).isEmpty();
		assertThat(this.mute.count()).isZero();
	}

	@Test
	void addsNoFilterForNothing() {
		LogbackMute none = new LogbackMute(this.context, List.of("none"));
		none.begin();
		assertThat(this.context.getTurboFilterList()).isEmpty();
		none.end();
	}

}
