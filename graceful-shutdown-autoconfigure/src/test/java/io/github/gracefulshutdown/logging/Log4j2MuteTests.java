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
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.filter.DenyAllFilter;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Log4j2Mute}, in a context of its own: this module's tests log with
 * Logback.
 */
class Log4j2MuteTests {

	private final LoggerContext context = new LoggerContext("test");

	private final RecordingAppender appender = new RecordingAppender();

	private final Log4j2Mute mute = new Log4j2Mute(this.context, List.of("com.example.Importer=feed"));

	private Logger pool;

	private Logger servlet;

	private Logger application;

	@BeforeEach
	void begin() {
		this.context.start(new DefaultConfiguration());
		this.appender.start();
		this.context.getRootLogger().getAppenders().values().forEach(this.context.getRootLogger()::removeAppender);
		this.context.getRootLogger().addAppender(this.appender);
		this.context.getConfiguration().getRootLogger().setLevel(Level.INFO);
		this.context.updateLoggers();
		this.pool = this.context.getLogger("com.zaxxer.hikari.HikariDataSource");
		this.servlet = this.context
			.getLogger("org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/].[dispatcherServlet]");
		this.application = this.context.getLogger("com.example.Importer");
	}

	@AfterEach
	void end() {
		Configurator.shutdown(this.context);
	}

	@Test
	void mutesNothingBeforeTheTrigger() {
		assertThat(this.context.getConfiguration().hasFilter()).isFalse();
		this.pool.info("{} - Shutdown initiated...", "HikariPool-1");
		assertThat(this.appender.events).hasSize(1);
		assertThat(this.mute.count()).isZero();
	}

	@Test
	void mutesAndCountsFromTheTriggerOn() {
		this.mute.begin();
		this.pool.info("{} - Shutdown initiated...", "HikariPool-1");
		this.pool.info("HikariPool-1 - Shutdown completed.");
		this.pool.info((Object) "HikariPool-1 - Shutdown completed.");
		this.pool.info((Message) new SimpleMessage("HikariPool-1 - Shutdown completed."));
		this.application.warn("{} {} {}", "The", "feed", "is gone");
		this.application.fatal("The feed is gone");
		assertThat(this.appender.events).isEmpty();
		assertThat(this.mute.count()).isEqualTo(6);
	}

	@Test
	void seesExceptionAmongArguments() {
		this.mute.begin();
		AsyncRequestNotUsableException gone = new AsyncRequestNotUsableException("gone");
		this.servlet.error("Servlet.service() for servlet [dispatcherServlet] threw exception", gone);
		this.servlet.error("Servlet.service() for servlet [{}] threw exception", "dispatcherServlet", gone);
		assertThat(this.appender.events).isEmpty();
		this.servlet.error("Servlet.service() for servlet [{}] threw exception", "dispatcherServlet",
				new IOException());
		assertThat(this.appender.events).hasSize(1);
		assertThat(this.mute.count()).isEqualTo(2);
	}

	@Test
	void leavesTheRest() {
		this.mute.begin();
		this.pool.info("{} - Starting...", "HikariPool-1");
		this.pool.info((String) null);
		this.application.info("HikariPool-1 - Shutdown completed.");
		this.application.error("Broken pipe", new IOException("Broken pipe"));
		assertThat(this.appender.events).hasSize(4);
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
		assertThat(this.appender.events).isEmpty();
		assertThat(this.mute.count()).isEqualTo(2);
	}

	@Test
	void leavesNoTraceAtTheEnd() {
		Log4j2Mute other = new Log4j2Mute(this.context, List.of());
		this.mute.begin();
		other.begin();
		this.mute.end();
		this.pool.info("HikariPool-1 - Shutdown completed.");
		assertThat(this.mute.count()).isZero();
		assertThat(other.count()).isOne();
		other.end();
		assertThat(this.context.getConfiguration().hasFilter()).isFalse();
		this.pool.info("HikariPool-1 - Shutdown completed.");
		assertThat(this.appender.events).hasSize(1);
	}

	@Test
	void keepsFiltersOfTheUser() {
		DenyAllFilter theirs = DenyAllFilter.newBuilder().build();
		this.context.getConfiguration().addFilter(theirs);
		this.mute.begin();
		this.mute.end();
		assertThat(this.context.getConfiguration().getFilter()).isSameAs(theirs);
	}

	@Test
	void leavesNoTraceOfThePreparation() {
		this.mute.prepare();
		assertThat(this.context.getConfiguration().hasFilter()).isFalse();
		assertThat(this.appender.events).isEmpty();
		assertThat(this.mute.count()).isZero();
	}

	@Test
	void addsNoFilterForNothing() {
		Log4j2Mute none = new Log4j2Mute(this.context, List.of("none"));
		none.begin();
		assertThat(this.context.getConfiguration().hasFilter()).isFalse();
		none.end();
	}

	/**
	 * Keeps what is written.
	 */
	private static final class RecordingAppender extends AbstractAppender {

		private final List<LogEvent> events = new CopyOnWriteArrayList<>();

		RecordingAppender() {
			super("recording", null, null, true, Property.EMPTY_ARRAY);
		}

		@Override
		public void append(LogEvent event) {
			this.events.add(event.toImmutable());
		}

	}

}
