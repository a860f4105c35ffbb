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

package io.github.gracefulshutdown.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.gracefulshutdown.test.process.ServiceLauncher;

/**
 * What is compared: the same service with and without the starter.
 */
enum Service {

	/**
	 * Spring Boot alone, with the other dependencies of the starter.
	 */
	PLAIN,

	/**
	 * The same with the starter.
	 */
	STARTER,

	/**
	 * A reactive one with the starter, which nothing is compared with.
	 */
	WEBFLUX;

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The folder of the module.
	 */
	Path module() {
		String directory = System.getProperty("benchmarks.directory");
		if (directory == null) {
			throw new IllegalStateException("System property 'benchmarks.directory' must name the benchmarks' folder");
		}
		return Path.of(directory).toAbsolutePath().resolve(label() + "-service");
	}

	/**
	 * A launcher of the executable archive on the usual options of a JVM.
	 * @param directory where it runs
	 */
	ServiceLauncher launcher(Path directory) throws IOException {
		return ServiceLauncher.of(jar(), directory, label()).withJvmOptions("-Xmx256m");
	}

	private Path jar() throws IOException {
		try (Stream<Path> files = Files.list(module().resolve("target"))) {
			return files.filter((file) -> file.getFileName().toString().endsWith(".jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("No archive in " + module()));
		}
	}

}
