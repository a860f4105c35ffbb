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

package io.github.gracefulshutdown.autoconfigure;

import io.github.gracefulshutdown.ShutdownConfigurationException;

import org.springframework.core.env.Environment;

/**
 * Keys that switch something on or off. Conditions understand {@code true} and
 * {@code false} alone, while Spring converts {@code on}, {@code yes} and {@code 1} as
 * well.
 */
final class Switches {

	static final String ENABLED = "graceful-shutdown.enabled";

	private static final String[] OTHERS = { "graceful-shutdown.signals.enabled",
			"graceful-shutdown.metrics.await-scrape" };

	private Switches() {
	}

	/**
	 * Refuses values that conditions would take for the opposite.
	 * @param environment where the values are
	 */
	static void check(Environment environment) {
		for (String key : OTHERS) {
			check(environment, key);
		}
	}

	static void check(Environment environment, String key) {
		String value = environment.getProperty(key, "true");
		if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
			throw new ShutdownConfigurationException(
					"'%s' is '%s', which is neither true nor false.".formatted(key, value),
					"Set '%s' to true or to false, or remove it.".formatted(key));
		}
	}

}
