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

package io.github.gracefulshutdown.signal;

import java.util.List;
import java.util.Locale;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import sun.misc.Signal;

/**
 * The signal that asks for the status.
 *
 * @param name its name without the prefix {@code SIG}, empty for none
 * @since 1.0.0
 */
public record StatusSignal(String name) {

	/**
	 * The one that is used if nothing else is said.
	 */
	public static final String DEFAULT = "USR1";

	private static final List<String> STOPPING = List.of("TERM", "INT", "HUP");

	private static final String KEY = "graceful-shutdown.signals.status";

	/**
	 * Reads the name of a signal.
	 * @param value the name, with or without {@code SIG}, or empty
	 * @return the signal
	 * @throws ShutdownConfigurationException if there is no such signal, or it is taken
	 */
	public static StatusSignal of(String value) {
		String name = value.strip().toUpperCase(Locale.ROOT);
		name = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
		if (STOPPING.contains(name)) {
			throw refusal(value, "is a signal that stops the process");
		}
		if (!name.isEmpty() && !name.equals(DEFAULT) && !isKnown(name)) {
			throw refusal(value, "is no signal of this operating system");
		}
		return new StatusSignal(name);
	}

	private static boolean isKnown(String name) {
		try {
			return !new Signal(name).getName().isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * The refusal of a signal that the JVM keeps for itself.
	 * @return the exception
	 */
	ShutdownConfigurationException taken() {
		return refusal(this.name, "is used by the JVM itself");
	}

	private static ShutdownConfigurationException refusal(String value, String why) {
		return new ShutdownConfigurationException("'%s' is '%s', which %s.".formatted(KEY, value, why),
				"Use another one, as USR1 or WINCH, or leave it empty for none.");
	}

	/**
	 * Whether there is none.
	 * @return whether it is empty
	 */
	boolean isNone() {
		return this.name.isEmpty();
	}

}
