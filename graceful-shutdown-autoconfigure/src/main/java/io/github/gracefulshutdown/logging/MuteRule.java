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

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * One kind of line that is muted.
 *
 * @param logger the name of a logger, which stands for the loggers under it as well
 * @param lines which of their lines
 */
record MuteRule(String logger, Predicate<LogLine> lines) {

	/**
	 * Mutes messages that are the same every time, but for a name or a number.
	 * @param logger the name of the logger
	 * @param level their level
	 * @param texts what each contains, one of them
	 * @return a rule
	 */
	static MuteRule of(String logger, Level level, String... texts) {
		return of(logger, level, (cause) -> true, texts);
	}

	/**
	 * Mutes messages that are noise with certain exceptions only.
	 * @param logger the name of the logger
	 * @param level their level
	 * @param cause the exceptions
	 * @param texts what each contains, one of them
	 * @return a rule
	 */
	static MuteRule of(String logger, Level level, Predicate<@Nullable Throwable> cause, String... texts) {
		List<String> any = List.of(texts);
		return new MuteRule(logger, (line) -> line.level() == level && cause.test(line.cause())
				&& any.stream().anyMatch(line.message().get()::contains));
	}

	/**
	 * Whether it has something to say about a logger.
	 * @param name the name of the logger
	 * @return whether it has
	 */
	boolean concerns(String name) {
		return name.startsWith(this.logger)
				&& (name.length() == this.logger.length() || name.charAt(this.logger.length()) == '.');
	}

	/**
	 * Whether a line of a logger that it concerns is muted.
	 * @param line the line
	 * @return whether it is
	 */
	boolean matches(LogLine line) {
		return this.lines.test(line);
	}

}
