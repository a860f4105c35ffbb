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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The classes which Spring, Tomcat, Reactor Netty and the JDK load only when an
 * application is closed.
 */
final class ClosingClasses {

	private static final String RESOURCE = "closing-classes.txt";

	private ClosingClasses() {
	}

	/**
	 * Loads those that there are, without initializing any.
	 * @param classLoader the class loader of the application
	 */
	static void load(@Nullable ClassLoader classLoader) {
		for (String name : names()) {
			try {
				Class.forName(name, false, classLoader);
			}
			catch (ClassNotFoundException | LinkageError ex) {
				// Another web server, or another version
			}
		}
	}

	/**
	 * Reads which they are.
	 * @return their names
	 */
	static List<String> names() {
		try (InputStream resource = ClosingClasses.class.getResourceAsStream(RESOURCE)) {
			if (resource == null) {
				// As in a native image, which has nothing to load
				return List.of();
			}
			return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8)).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
