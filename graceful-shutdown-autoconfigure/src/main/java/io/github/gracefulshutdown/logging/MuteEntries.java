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
import java.util.regex.Pattern;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownConfigurationException;

/**
 * The entries of {@code graceful-shutdown.logging.muted}: {@code logger} or
 * {@code logger=text}.
 */
final class MuteEntries {

	private static final String KEY = "graceful-shutdown.logging.muted";

	/**
	 * Mutes nothing, if it is the only entry.
	 */
	private static final String NONE = "none";

	// Tomcat's have brackets and slashes in them
	private static final Pattern LOGGER = Pattern.compile("[^\\s.*=,]+(\\.[^\\s.*=,]+)*");

	private MuteEntries() {
	}

	/**
	 * Whether nothing is to be muted.
	 * @param entries the entries
	 * @return whether it is so
	 */
	static boolean isNone(List<String> entries) {
		if (!entries.contains(NONE)) {
			return false;
		}
		if (entries.size() > 1) {
			throw refused(NONE, "mutes nothing, but stands beside other entries",
					"Remove 'none', or the other entries");
		}
		return true;
	}

	/**
	 * Reads the entries.
	 * @param entries the entries
	 * @return a rule for each
	 */
	static List<MuteRule> parse(List<String> entries) {
		return entries.stream().map(MuteEntries::rule).toList();
	}

	private static MuteRule rule(String entry) {
		int equals = entry.indexOf('=');
		String logger = ((equals < 0) ? entry : entry.substring(0, equals)).strip();
		if (!LOGGER.matcher(logger).matches()) {
			throw refused(entry, "does not begin with the name of a logger",
					"Write it as 'com.example.Importer' or 'com.example.Importer=some text'; a name stands for the loggers"
							+ " under it as well, without a wildcard");
		}
		MuteRule rule = (equals < 0) ? belowError(logger) : withText(logger, text(entry, equals));
		if (rule.concerns(GracefulShutdown.class.getName())) {
			throw refused(entry, "would mute what is said about the shutdown itself",
					"Name a logger that is not above " + GracefulShutdown.class.getName());
		}
		return rule;
	}

	private static String text(String entry, int equals) {
		String text = entry.substring(equals + 1).strip();
		if (text.isEmpty()) {
			throw refused(entry, "has no text after '='",
					"Add a part of the message, or remove '=' to mute everything below ERROR");
		}
		return text;
	}

	private static MuteRule belowError(String logger) {
		return new MuteRule(logger, (line) -> line.level() != Level.ERROR);
	}

	private static MuteRule withText(String logger, String text) {
		return new MuteRule(logger,
				(line) -> line.message().get().contains(text) || Causes.mentions(line.cause(), text));
	}

	private static ShutdownConfigurationException refused(String entry, String why, String action) {
		return new ShutdownConfigurationException("'%s' has the entry '%s', which %s.".formatted(KEY, entry, why),
				"%s. The key is '%s'.".formatted(action, KEY));
	}

}
