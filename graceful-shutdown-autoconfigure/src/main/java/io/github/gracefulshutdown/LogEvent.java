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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that people should read in the log, with the same facts as fields for those
 * who search.
 *
 * @param level how urgent it is
 * @param id what it is, as in the headings of the troubleshooting guide
 * @param text the message
 * @param fields the facts, in order
 * @param cause what caused it, or {@code null}
 * @since 1.0.0
 */
public record LogEvent(Level level, String id, String text, Map<String, Object> fields, @Nullable Throwable cause) {

	/**
	 * The name of the field with the {@link #id() id}.
	 */
	public static final String ID = "shutdown.event";

	/**
	 * Creates an event that is ordinary.
	 * @param id what it is
	 * @param text the message
	 * @return the event
	 */
	public static LogEvent info(String id, String text) {
		return of(Level.INFO, id, text);
	}

	/**
	 * Creates an event that somebody should look at.
	 * @param id what it is
	 * @param text the message
	 * @return the event
	 */
	public static LogEvent warn(String id, String text) {
		return of(Level.WARN, id, text);
	}

	/**
	 * Creates an event that somebody has to act on.
	 * @param id what it is
	 * @param text the message
	 * @return the event
	 */
	public static LogEvent error(String id, String text) {
		return of(Level.ERROR, id, text);
	}

	private static LogEvent of(Level level, String id, String text) {
		return new LogEvent(level, id, text, Map.of(ID, id), null);
	}

	/**
	 * Adds a fact.
	 * @param name the name of the field, without the prefix {@code shutdown.}
	 * @param value the value, left out if it is {@code null}
	 * @return a new event
	 */
	public LogEvent with(String name, @Nullable Object value) {
		if (value == null) {
			return this;
		}
		Map<String, Object> fields = new LinkedHashMap<>(this.fields);
		fields.put("shutdown." + name, value);
		return new LogEvent(this.level, this.id, this.text, fields, this.cause);
	}

	/**
	 * Adds the cause.
	 * @param cause what caused it
	 * @return a new event
	 */
	public LogEvent causedBy(@Nullable Throwable cause) {
		return new LogEvent(this.level, this.id, this.text, this.fields, cause);
	}

	/**
	 * How urgent it is.
	 */
	public enum Level {

		/**
		 * Ordinary.
		 */
		INFO,

		/**
		 * Something was cut or is wrong.
		 */
		WARN,

		/**
		 * The process had to halt itself.
		 */
		ERROR

	}

}
