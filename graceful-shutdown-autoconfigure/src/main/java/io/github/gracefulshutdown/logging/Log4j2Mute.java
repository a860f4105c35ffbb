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
import java.util.function.Supplier;

import io.github.gracefulshutdown.LogMute;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Mutes lines of Log4j2, with a filter that is there from the trigger on only.
 *
 * @since 1.0.0
 */
public final class Log4j2Mute implements LogMute {

	private final LoggerContext context;

	private final MutedLines lines;

	private final LineFilter filter;

	private volatile @Nullable Configuration configuration;

	/**
	 * Creates an object that has not begun to mute.
	 * @param context where to mute
	 * @param entries what the user wants to be muted: names of loggers, alone or with
	 * text
	 */
	public Log4j2Mute(LoggerContext context, List<String> entries) {
		this.context = context;
		this.lines = new MutedLines(entries);
		this.filter = new LineFilter(this.lines);
		this.filter.start();
	}

	@Override
	public void prepare() {
		// With lines of its own, as this does not count
		LineFilter filter = new LineFilter(new MutedLines(List.of()));
		filter.filter(this.context.getLogger(KnownNoise.EXAMPLE), org.apache.logging.log4j.Level.INFO, null, "");
	}

	@Override
	public void begin() {
		if (!this.lines.isEmpty()) {
			Configuration configuration = this.context.getConfiguration();
			configuration.addFilter(this.filter);
			this.configuration = configuration;
		}
	}

	@Override
	public void end() {
		Configuration configuration = this.configuration;
		if (configuration != null) {
			configuration.removeFilter(this.filter);
		}
	}

	@Override
	public long count() {
		return this.lines.count();
	}

	/**
	 * Decides before there is an event, and so for every appender and layout.
	 */
	private static final class LineFilter extends AbstractFilter {

		private final MutedLines lines;

		LineFilter(MutedLines lines) {
			this.lines = lines;
		}

		@Override
		public Result filter(Logger logger, org.apache.logging.log4j.Level level, @Nullable Marker marker,
				@Nullable String format, Object... params) {
			if (format == null || params.length == 0) {
				return filter(logger, level, format, () -> String.valueOf(format), null);
			}
			return filter(logger, level, marker, new ParameterizedMessage(format, params), null);
		}

		@Override
		public Result filter(Logger logger, org.apache.logging.log4j.Level level, @Nullable Marker marker,
				@Nullable Object message, @Nullable Throwable cause) {
			return filter(logger, level, message, () -> String.valueOf(message), cause);
		}

		@Override
		public Result filter(Logger logger, org.apache.logging.log4j.Level level, @Nullable Marker marker,
				@Nullable Message message, @Nullable Throwable cause) {
			if (message == null) {
				return Result.NEUTRAL;
			}
			return filter(logger, level, message, message::getFormattedMessage,
					(cause != null) ? cause : message.getThrowable());
		}

		// Without a message somebody asks only whether the level is enabled, and what is
		// not enabled would not be written anyway
		private Result filter(Logger logger, org.apache.logging.log4j.Level level, @Nullable Object message,
				Supplier<String> text, @Nullable Throwable cause) {
			if (message == null || !this.lines.concerns(logger.getName())
					|| !level.isMoreSpecificThan(logger.getLevel())) {
				return Result.NEUTRAL;
			}
			LogLine line = new LogLine(logger.getName(), level(level), text, cause);
			return this.lines.mute(line) ? Filter.Result.DENY : Filter.Result.NEUTRAL;
		}

		private static Level level(org.apache.logging.log4j.Level level) {
			return switch (level.getStandardLevel()) {
				case FATAL, ERROR -> Level.ERROR;
				case WARN -> Level.WARNING;
				case INFO -> Level.INFO;
				default -> Level.DEBUG;
			};
		}

	}

}
