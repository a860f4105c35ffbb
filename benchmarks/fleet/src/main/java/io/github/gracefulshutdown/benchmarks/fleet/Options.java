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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The options of the program: {@code --name value}. Those that it does not know stop it.
 */
final class Options {

	private final Map<String, String> values = new TreeMap<>();

	private Options(String[] arguments) {
		if (arguments.length % 2 != 0) {
			throw new IllegalArgumentException("Options come in pairs: --name value");
		}
		for (int i = 0; i < arguments.length; i += 2) {
			this.values.put(arguments[i], arguments[i + 1]);
		}
	}

	static Options parse(String[] arguments, List<String> known) {
		Options options = new Options(arguments);
		for (String option : options.values.keySet()) {
			if (!known.contains(option)) {
				throw new IllegalArgumentException("No option " + option + " among " + String.join(", ", known));
			}
		}
		return options;
	}

	@Nullable String text(String name) {
		return this.values.get(name);
	}

	String text(String name, String defaultValue) {
		return this.values.getOrDefault(name, defaultValue);
	}

	int number(String name, int defaultValue) {
		return Integer.parseInt(text(name, String.valueOf(defaultValue)));
	}

	double decimal(String name, double defaultValue) {
		return Double.parseDouble(text(name, String.valueOf(defaultValue)));
	}

	Duration seconds(String name, double defaultValue) {
		return Seconds.of(decimal(name, defaultValue));
	}

	List<String> list(String name, String defaultValue) {
		return List.of(text(name, defaultValue).split(","));
	}

}
