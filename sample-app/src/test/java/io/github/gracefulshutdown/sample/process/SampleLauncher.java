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

package io.github.gracefulshutdown.sample.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.gracefulshutdown.test.process.ServiceLauncher;

/**
 * Starts the sample.
 */
public final class SampleLauncher {

	private SampleLauncher() {
	}

	/**
	 * Start from the archive that the system property {@code sample.jar} names, and
	 * faster where an archive of its classes is beside it.
	 * @param directory where the process runs
	 * @param name the name of database and log
	 * @return a launcher
	 */
	public static ServiceLauncher of(Path directory, String name) {
		String jar = System.getProperty("sample.jar");
		if (jar == null || !Files.isRegularFile(Path.of(jar))) {
			throw new IllegalStateException("System property 'sample.jar' must name the sample's archive: " + jar);
		}
		Path archive = Path.of(jar).toAbsolutePath();
		Path classes = archive.resolveSibling("classes.jsa");
		return withDatabase(Files.isRegularFile(classes) ? ServiceLauncher
			.of(List.of("-XX:SharedArchiveFile=" + classes, "-jar", archive.toString()), directory, name)
				: ServiceLauncher.of(archive, directory, name));
	}

	/**
	 * Start from an archive.
	 * @param jar the executable archive
	 * @param directory where the process runs
	 * @param name the name of database and log
	 * @return a launcher
	 */
	public static ServiceLauncher of(Path jar, Path directory, String name) {
		return withDatabase(ServiceLauncher.of(jar, directory, name));
	}

	private static ServiceLauncher withDatabase(ServiceLauncher launcher) {
		Path database = launcher.directory().resolve(launcher.name()).toAbsolutePath();
		return launcher.withEnvironment("ORDERS_DB", database.toString());
	}

}
