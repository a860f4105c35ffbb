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

package io.github.gracefulshutdown;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Where events for people go. Safe for any thread.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface EventLog {

	/**
	 * Writes an event.
	 * @param event the event
	 */
	void write(LogEvent event);

	/**
	 * Waits until all that was written has arrived, as the process is about to be halted.
	 * Nothing can be written afterwards. By default it has arrived already.
	 */
	default void flush() {
	}

	/**
	 * The log of the application, which gets the text and the cause only.
	 * @return the log
	 */
	static EventLog plain() {
		Log logger = LogFactory.getLog(GracefulShutdown.class);
		return (event) -> {
			switch (event.level()) {
				case INFO -> logger.info(event.text(), event.cause());
				case WARN -> logger.warn(event.text(), event.cause());
				case ERROR -> logger.error(event.text(), event.cause());
			}
		};
	}

}
