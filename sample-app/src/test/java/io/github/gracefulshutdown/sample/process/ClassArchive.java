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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.spi.ToolProvider;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * Starts applications of the tests from an archive of their classes, in half the time:
 * worth it from the fourth start of an application on. The archive is made before the
 * first one, by a process that ends when the application's context is there. Where the
 * JVM cannot make one, applications start without, which takes longer and is said.
 */
public final class ClassArchive {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Map<Class<?>, List<String>> OPTIONS = new ConcurrentHashMap<>();

	private ClassArchive() {
	}

	/**
	 * Start an application from the class path of this process.
	 * @param application the class with the main method
	 * @param directory where the process runs
	 * @param name the name of its log
	 * @param arguments what it has to be told for its context to start
	 * @return a launcher
	 */
	public static ServiceLauncher launcher(Class<?> application, Path directory, String name, String... arguments) {
		List<String> program = new ArrayList<>(OPTIONS.computeIfAbsent(application, (key) -> create(key, arguments)));
		program.add(application.getName());
		return ServiceLauncher.of(program, directory, name);
	}

	private static List<String> create(Class<?> application, String... arguments) {
		try {
			Path directory = Files
				.createDirectories(Path.of("target", "class-archives", application.getSimpleName()).toAbsolutePath());
			Path archive = directory.resolve("classes.jsa");
			Files.deleteIfExists(archive);
			String classPath = archives(directory);
			ServiceLauncher launcher = ServiceLauncher
				.of(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-Dspring.context.exit=onRefresh",
						"-cp", classPath, application.getName()), directory, "training")
				.with(arguments);
			try (ServiceProcess process = launcher.start()) {
				process.awaitExit(TIMEOUT);
				if (!Files.isRegularFile(archive)) {
					System.err.println("*** No archive of the classes of " + application.getSimpleName()
							+ ", its starts take longer:\n" + process.output());
					return List.of("-cp", classPath);
				}
			}
			return List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	// The JVM archives no class of a directory
	private static String archives(Path directory) throws IOException {
		List<String> archives = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (Files.isRegularFile(path)) {
				archives.add(entry);
			}
			else if (Files.isDirectory(path)) {
				archives.add(archive(path, directory.resolve("classes-" + archives.size() + ".jar")));
			}
		}
		return String.join(File.pathSeparator, archives);
	}

	private static String archive(Path classes, Path archive) {
		int status = ToolProvider.findFirst("jar")
			.orElseThrow()
			.run(System.out, System.err, "--create", "--file", archive.toString(), "-C", classes.toString(), ".");
		if (status != 0) {
			throw new IllegalStateException("No archive of " + classes);
		}
		return archive.toString();
	}

}
