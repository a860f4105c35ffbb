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

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FluentEventLog}.
 */
class FluentEventLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(GracefulShutdown.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	@BeforeEach
	void begin() {
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@AfterEach
	void end() {
		this.logger.detachAppender(this.appender);
	}

	@Test
	void writesTextAndFields() {
		new FluentEventLog().write(LogEvent.warn("request-cut", "Cut {} %s")
			.with("state", ShutdownState.DRAINING)
			.with("age", Duration.ofSeconds(3))
			.with("count", 7)
			.with("names", List.of("a", "b"))
			.with("nothing", null));
		ILoggingEvent event = this.appender.list.get(0);
		assertThat(event.getLevel()).isEqualTo(Level.WARN);
		assertThat(event.getFormattedMessage()).isEqualTo("Cut {} %s");
		assertThat(event.getKeyValuePairs()).containsExactly(new KeyValuePair("shutdown.event", "request-cut"),
				new KeyValuePair("shutdown.state", "DRAINING"), new KeyValuePair("shutdown.age", "PT3S"),
				new KeyValuePair("shutdown.count", 7), new KeyValuePair("shutdown.names", List.of("a", "b")));
		assertThat(event.getThrowableProxy()).isNull();
	}

	@Test
	void writesCauseAndLevel() {
		new FluentEventLog().write(LogEvent.error("state-failed", "Failed").causedBy(new IllegalStateException("why")));
		new FluentEventLog().write(LogEvent.info("shutdown-ended", "Ended"));
		assertThat(this.appender.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
		assertThat(this.appender.list.get(0).getThrowableProxy().getMessage()).isEqualTo("why");
	}

}
