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

import java.util.Map;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LogEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.boot.logging.LoggingSystem;

/**
 * Writes events together with their fields, which structured logging turns into fields of
 * its own. Commons Logging, which Spring uses, has no such thing.
 *
 * @since 1.0.0
 */
public final class FluentEventLog implements EventLog {

	private static final Logger logger = LoggerFactory.getLogger(GracefulShutdown.class);

	@Override
	public void write(LogEvent event) {
		LoggingEventBuilder builder = logger.atLevel(level(event)).setCause(event.cause());
		for (Map.Entry<String, Object> field : event.fields().entrySet()) {
			builder = builder.addKeyValue(field.getKey(), text(field.getValue()));
		}
		builder.log(event.text());
	}

	/**
	 * Stops the logging system, as Spring Boot does when a process ends, which empties
	 * the queues of asynchronous appenders.
	 */
	@Override
	public void flush() {
		Runnable stop = LoggingSystem.get(FluentEventLog.class.getClassLoader()).getShutdownHandler();
		if (stop != null) {
			stop.run();
		}
	}

	private static Level level(LogEvent event) {
		return switch (event.level()) {
			case INFO -> Level.INFO;
			case WARN -> Level.WARN;
			case ERROR -> Level.ERROR;
		};
	}

	// Numbers and lists stay what they are, the rest is text in JSON
	private static Object text(Object value) {
		return (value instanceof Number || value instanceof Iterable<?>) ? value : value.toString();
	}

}
