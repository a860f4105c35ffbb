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

import java.io.File;
import java.net.URI;
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
		Path classes = classesOf(archive);
		return withDatabase(Files.isRegularFile(classes)
				? ServiceLauncher.of(List.of(shared(classes), "-jar", archive.toString()), directory, name)
				: ServiceLauncher.of(archive, directory, name));
	}

	/**
	 * Start another application with the class path of the sample, and faster where there
	 * is an archive of its classes.
	 * @param application the class with the main method
	 * @param directory where the process runs
	 * @param name the name of its log
	 * @return a launcher
	 */
	public static ServiceLauncher of(Class<?> application, Path directory, String name) {
		String jar = System.getProperty("sample.jar");
		if (jar == null || !Files.isRegularFile(classesOf(Path.of(jar)))) {
			return ServiceLauncher.of(application, directory, name);
		}
		// The JVM takes the archive only where the class path begins as it was then
		Path archive = Path.of(jar).toAbsolutePath();
		String path = archive + File.pathSeparator + locationOf(application);
		return ServiceLauncher.of(List.of(shared(classesOf(archive)), "-cp", path, application.getName()), directory,
				name);
	}

	private static Path locationOf(Class<?> application) {
		return Path.of(URI.create(application.getProtectionDomain().getCodeSource().getLocation().toString()));
	}

	private static Path classesOf(Path archive) {
		return archive.resolveSibling("classes.jsa");
	}

	private static String shared(Path classes) {
		return "-XX:SharedArchiveFile=" + classes;
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
