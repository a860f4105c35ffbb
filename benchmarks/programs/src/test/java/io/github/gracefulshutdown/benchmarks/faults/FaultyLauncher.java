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

package io.github.gracefulshutdown.benchmarks.faults;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.gracefulshutdown.sample.deadline.StubbornService;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * Starts the {@link FaultyApplication}, quickly: from an archive of its classes, as
 * hundreds of processes are started.
 */
public final class FaultyLauncher {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	// One start at a time leaves the processors to those that stop
	private final Semaphore starts = new Semaphore(1);

	private final List<String> program;

	private FaultyLauncher(List<String> program) {
		this.program = program;
	}

	/**
	 * Make the archive, by starting the application once.
	 * @param directory where to put it
	 * @return a launcher
	 * @throws Exception if the application cannot be started
	 */
	public static FaultyLauncher prepare(Path directory) throws Exception {
		Path classes = Path.of(FaultyApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path jar = directory.resolve("faulty.jar");
		// The archive of a JVM takes classes of archives only
		pack(classes, jar);
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.endsWith(".jar"))
			.collect(Collectors.joining(File.pathSeparator, jar + File.pathSeparator, ""));
		List<String> program = List.of("-cp", classPath, FaultyApplication.class.getName());
		Path archive = directory.resolve("classes.jsa");
		try (ServiceProcess process = new FaultyLauncher(with("-XX:ArchiveClassesAtExit=" + archive, program))
			.launcher(directory, "prepare")
			.start()
			.awaitReady()) {
			process.terminate();
			process.awaitExit(PATIENCE);
		}
		return new FaultyLauncher(Files.exists(archive) ? with("-XX:SharedArchiveFile=" + archive, program) : program);
	}

	private static List<String> with(String option, List<String> program) {
		List<String> all = new ArrayList<>(List.of(option, "-Xlog:disable", "-Xlog:all=error"));
		all.addAll(program);
		return List.copyOf(all);
	}

	private static void pack(Path classes, Path jar) throws IOException {
		try (Stream<Path> files = Files.walk(classes);
				OutputStream stream = Files.newOutputStream(jar);
				ZipOutputStream zip = new ZipOutputStream(stream)) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
				Files.copy(file, zip);
			}
		}
	}

	private ServiceLauncher launcher(Path directory, String name) {
		return ServiceLauncher.of(this.program, directory, name)
			.withJvmOptions("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
			.with("--graceful-shutdown.platform-grace-period=" + StubbornService.GRACE_PERIOD.toSeconds() + "s",
					"--management.endpoints.web.exposure.include=*", "--management.endpoint.health.probes.enabled=true",
					"--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
	}

	/**
	 * Start a process and wait until it is ready.
	 * @param plan what it is started for
	 * @param directory where it runs
	 * @param silentPort the port of a server that never answers
	 * @return the process
	 * @throws Exception if it does not become ready
	 */
	ServiceProcess start(Plan plan, Path directory, int silentPort) throws Exception {
		ServiceLauncher launcher = launcher(directory, "faulty")
			.with("--graceful-shutdown.lame-duck.min-duration=" + plan.shape().lameDuck() + "ms");
		if (plan.movesClock()) {
			launcher = WallClock.movable(launcher, directory);
		}
		for (Fault fault : plan.faults()) {
			for (String argument : fault.arguments()) {
				launcher = launcher.with(argument.replace("{directory}", directory.toString())
					.replace("{silent}", Integer.toString(silentPort)));
			}
		}
		this.starts.acquire();
		ServiceProcess process = launcher.start();
		try {
			return process.awaitReady();
		}
		catch (IllegalStateException | InterruptedException ex) {
			process.close();
			throw ex;
		}
		finally {
			this.starts.release();
		}
	}

}
