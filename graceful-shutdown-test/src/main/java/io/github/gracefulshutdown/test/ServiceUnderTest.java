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

package io.github.gracefulshutdown.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A service in a process of its own, started for a test and gone after it. Registered
 * with {@link RegisterExtension}, not with {@link ExtendWith}, as it has to know what to
 * start:
 *
 * <pre class="code">
 * &#64;RegisterExtension
 * final ServiceUnderTest service = ServiceUnderTest.ofJar("target/orders.jar")
 * 	.with("--graceful-shutdown.lame-duck.min-duration=2s", "--graceful-shutdown.lame-duck.quiet-period=2s");
 *
 * &#64;Test
 * void leavesWell() {
 * 	ShutdownRun run = this.service.underLoad((load) -&gt; load.get("/orders/1")).lag(Duration.ofSeconds(2)).terminate();
 * 	assertThat(run).hasNoFailedRequest().hasExitCode(0);
 * }
 * </pre>
 *
 * It gets a free port by {@code --server.port=0}, says in its log which one it is, as
 * Spring Boot does, and is ready when {@code /actuator/health/readiness} answers 200.
 * With a management port of its own it needs {@code .with("--management.server.port=0")},
 * as only an argument says that readiness is there, and where it speaks HTTPS,
 * {@code .with("--server.ssl.enabled=false")}. Where no platform is detected, as on a
 * build machine, the starter has no lame duck unless it is set, as above. Only the JVM
 * and the ports of this machine are used.
 *
 * @since 1.0.0
 */
public final class ServiceUnderTest implements AfterEachCallback {

	private static final String REPORTS = "reports";

	private final Path directory;

	private ServiceLauncher launcher;

	private String readiness = "/actuator/health/readiness";

	private Duration start = Duration.ofSeconds(60);

	private @Nullable ServiceProcess process;

	private ServiceUnderTest(Path directory, ServiceLauncher launcher) {
		this.directory = directory;
		// Starts quickly. Without the starter its directory means nothing
		this.launcher = launcher.withJvmOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
			.with("--management.endpoint.health.probes.enabled=true",
					"--graceful-shutdown.report.directory=" + directory.resolve(REPORTS));
	}

	/**
	 * Starts the packaged application.
	 * @param jar its executable archive, relative to the module that is tested
	 * @return the service, which does not run yet
	 * @throws IllegalArgumentException if there is no such file
	 */
	public static ServiceUnderTest ofJar(String jar) {
		Path archive = Path.of(jar).toAbsolutePath();
		if (!Files.isRegularFile(archive)) {
			throw new IllegalArgumentException(("No archive '%s'; in its directory: %s. Build it first: such a test"
					+ " belongs into the phase 'integration-test', behind 'package'.")
				.formatted(archive, archivesBeside(archive)));
		}
		Path directory = createDirectory();
		return new ServiceUnderTest(directory, ServiceLauncher.of(archive, directory, "service"));
	}

	private static List<String> archivesBeside(Path archive) {
		String[] names = archive.resolveSibling("").toFile().list((parent, name) -> name.endsWith(".jar"));
		return (names != null) ? Stream.of(names).sorted().toList() : List.of();
	}

	/**
	 * Starts an application from the class path of the test.
	 * @param main its main class
	 * @return the service, which does not run yet
	 */
	public static ServiceUnderTest ofMainClass(Class<?> main) {
		Path directory = createDirectory();
		return new ServiceUnderTest(directory, ServiceLauncher.of(main, directory, "service"));
	}

	private static Path createDirectory() {
		try {
			return Files.createTempDirectory("service-under-test");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds arguments of the application, in place of those with the same key.
	 * @param arguments arguments such as {@code --key=value}
	 * @return this service
	 */
	public ServiceUnderTest with(String... arguments) {
		this.launcher = this.launcher.with(arguments);
		return this;
	}

	/**
	 * Adds an environment variable.
	 * @param variable its name
	 * @param value its value
	 * @return this service
	 */
	public ServiceUnderTest withEnvironment(String variable, String value) {
		this.launcher = this.launcher.withEnvironment(variable, value);
		return this;
	}

	/**
	 * Replaces the options of the JVM: {@code -XX:TieredStopAtLevel=1} and
	 * {@code -XX:+UseSerialGC}, for a quick start.
	 * @param options options such as {@code -Xmx512m}
	 * @return this service
	 */
	public ServiceUnderTest withJvmOptions(String... options) {
		this.launcher = this.launcher.withJvmOptions(options);
		return this;
	}

	/**
	 * Sets where readiness is asked for, on the management port if an argument
	 * {@code --management.server.port} says that there is one.
	 * @param path the path
	 * @return this service
	 */
	public ServiceUnderTest readyAt(String path) {
		this.readiness = path;
		return this;
	}

	/**
	 * Sets how long after its start the service has to be ready; 60 s if it is not
	 * called.
	 * @param timeout the time
	 * @return this service
	 */
	public ServiceUnderTest startsWithin(Duration timeout) {
		this.start = timeout;
		return this;
	}

	/**
	 * Describes the load that the service is under while it stops.
	 * @param load adds requests
	 * @return what can be done to it
	 */
	public UnderLoad underLoad(UnaryOperator<Load> load) {
		return new UnderLoad(this, load.apply(new Load()));
	}

	/**
	 * Starts the process and waits until it is ready.
	 * @return the process
	 */
	ServiceProcess start() throws IOException, InterruptedException {
		if (this.process != null && this.process.isAlive()) {
			throw new IllegalStateException("Another test uses this service at this moment. Tests that run at the same"
					+ " time need one each: a field that is not static");
		}
		// Gone after each test, while the object may be that of the whole class
		Files.createDirectories(this.directory);
		ServiceProcess process = this.launcher.start();
		this.process = process;
		try {
			return process.awaitReady(this.readiness, this.start);
		}
		catch (IllegalStateException ex) {
			stop();
			throw ex;
		}
	}

	String readiness() {
		return this.readiness;
	}

	Path reports() {
		return this.directory.resolve(REPORTS);
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		stop();
		if (!Files.exists(this.directory)) {
			return;
		}
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
	}

	/**
	 * Kills the process, if there is one.
	 */
	void stop() {
		if (this.process != null) {
			this.process.close();
		}
	}

}
