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

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.gracefulshutdown.LogMute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Mutes lines of Logback, with a filter that is there from the trigger on only: a turbo
 * filter that has nothing to do yet would still cost each disabled log statement an array
 * for its arguments.
 *
 * @since 1.0.0
 */
public final class LogbackMute implements LogMute {

	private final LoggerContext context;

	private final MutedLines lines;

	private final Filter filter;

	/**
	 * Creates an object that has not begun to mute.
	 * @param context where to mute
	 * @param entries what the user wants to be muted: names of loggers, alone or with
	 * text
	 */
	public LogbackMute(LoggerContext context, List<String> entries) {
		this.context = context;
		this.lines = new MutedLines(entries);
		this.filter = new Filter(this.lines);
		this.filter.setContext(context);
		this.filter.setName("graceful-shutdown");
		this.filter.start();
	}

	@Override
	public void prepare() {
		// With lines of its own, as this does not count
		Filter filter = new Filter(new MutedLines(List.of()));
		filter.decide(null, this.context.getLogger(KnownNoise.EXAMPLE), ch.qos.logback.classic.Level.INFO, "", null,
				null);
	}

	@Override
	public void begin() {
		if (!this.lines.isEmpty()) {
			// Last: a filter of the user that lets a line through decides
			this.context.addTurboFilter(this.filter);
		}
	}

	@Override
	public void end() {
		this.context.getTurboFilterList().remove(this.filter);
	}

	@Override
	public long count() {
		return this.lines.count();
	}

	/**
	 * Decides before there is an event, and so for every appender and format.
	 */
	private static final class Filter extends TurboFilter {

		private final MutedLines lines;

		Filter(MutedLines lines) {
			this.lines = lines;
		}

		@Override
		public FilterReply decide(@Nullable Marker marker, Logger logger, ch.qos.logback.classic.Level level,
				@Nullable String format, Object @Nullable [] params, @Nullable Throwable cause) {
			// Without a format somebody asks only whether the level is enabled, and what
			// is not enabled would not be written anyway
			if (format == null || !this.lines.concerns(logger.getName())
					|| !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
				return FilterReply.NEUTRAL;
			}
			LogLine line = new LogLine(logger.getName(), level(level),
					() -> String.valueOf(MessageFormatter.basicArrayFormat(format, params)),
					(cause != null) ? cause : EventArgUtil.extractThrowable(params));
			return this.lines.mute(line) ? FilterReply.DENY : FilterReply.NEUTRAL;
		}

		private static Level level(ch.qos.logback.classic.Level level) {
			return switch (level.levelInt) {
				case ch.qos.logback.classic.Level.ERROR_INT -> Level.ERROR;
				case ch.qos.logback.classic.Level.WARN_INT -> Level.WARNING;
				case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
				default -> Level.DEBUG;
			};
		}

	}

}
