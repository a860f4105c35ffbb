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

package io.github.gracefulshutdown.startup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.gracefulshutdown.ShutdownConfigurationException;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How long a start, or a part of it, may take.
 *
 * @param key the key that says so
 * @param duration the time, more than zero
 * @since 1.0.0
 */
public record StartupTimeout(String key, Duration duration) {

	private static final Duration LONGEST = Duration.ofDays(365);

	/**
	 * The key for the whole start.
	 */
	public static final String START = "graceful-shutdown.startup.timeout";

	/**
	 * The key for each runner.
	 */
	public static final String RUNNER = "graceful-shutdown.startup.runner-timeout";

	/**
	 * Whether there is such a timeout. None is an empty one, as of a placeholder whose
	 * variable is not set.
	 * @param environment where to look
	 * @param key the key
	 * @return whether it is set
	 */
	public static boolean isSet(Environment environment, String key) {
		return StringUtils.hasText(environment.getProperty(key));
	}

	/**
	 * Reads it, also before there are any beans.
	 * @param environment where from
	 * @param key the key, which is set
	 * @return the timeout
	 * @throws ShutdownConfigurationException if it is no time, not more than zero, or
	 * more than a year
	 */
	public static StartupTimeout read(Environment environment, String key) {
		return new StartupTimeout(key, parse(key, environment.getRequiredProperty(key)));
	}

	private static Duration parse(String key, String value) {
		try {
			Duration duration = DurationStyle.detectAndParse(value);
			if (duration.isNegative() || duration.isZero()) {
				throw refusal(key, value, "is not more than zero");
			}
			if (duration.compareTo(LONGEST) > 0) {
				throw refusal(key, value, "is longer than a year");
			}
			return duration;
		}
		catch (IllegalArgumentException ex) {
			throw refusal(key, value, "is no time");
		}
	}

	private static ShutdownConfigurationException refusal(String key, String value, String why) {
		return new ShutdownConfigurationException("'%s' is '%s', which %s.".formatted(key, value, why),
				"Set it to a time of more than zero, as 60s, or leave it out to switch it off.");
	}

	@Override
	public String toString() {
		boolean seconds = this.duration.toNanosPart() == 0;
		return "%s ('%s')".formatted(
				DurationStyle.SIMPLE.print(this.duration, seconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS), this.key);
	}

}
