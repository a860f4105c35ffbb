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

package io.github.gracefulshutdown.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What keeps the stop signal from arriving or from being obeyed is in the log.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class DoctorIT {

	private static final Pattern REDUCED_SIGNALS = Pattern.compile("WARN .* the JVM was started with -Xrs");

	private static final Pattern NO_SHUTDOWN_HOOK = Pattern
		.compile("WARN .* spring.main.register-shutdown-hook is false");

	private static final Pattern FOREIGN_HOOK = Pattern.compile("WARN .* hook of H2 closes the database");

	private static final Pattern IMMEDIATE_SHUTDOWN = Pattern.compile("WARN .* server.shutdown is immediate");

	private static final Pattern SHELL = Pattern.compile("WARN .* process 1 is the shell [a-z]*sh");

	@TempDir
	private Path directory;

	@Test
	void findsNothingByDefault() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory)) {
			// As long as the lame duck lasts, it could say something
			service.terminate();
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(service.output().containing("WARN ")).isEmpty();
		}
	}

	@Test
	void findsReducedSignalsOnly() throws Exception {
		try (ServiceProcess service = launcher().withJvmOptions("-Xmx256m", "-Xrs")
			.with("--spring.main.register-shutdown-hook=false")
			.start()) {
			assertFinds(service, REDUCED_SIGNALS);
			assertThat(service.output().await(NO_SHUTDOWN_HOOK, Duration.ofSeconds(1))).isEmpty();
		}
	}

	@Test
	void findsHooksWhenSignalsAreNotHandled() throws Exception {
		try (ServiceProcess service = launcher()
			.with("--graceful-shutdown.signals.enabled=false", "--spring.main.register-shutdown-hook=false",
					"--spring.datasource.url=jdbc:h2:file:./orders")
			.start()) {
			assertFinds(service, NO_SHUTDOWN_HOOK);
			assertFinds(service, FOREIGN_HOOK);
		}
	}

	@Test
	void findsImmediateShutdown() throws Exception {
		try (ServiceProcess service = launcher().with("--server.shutdown=immediate").start()) {
			assertFinds(service, IMMEDIATE_SHUTDOWN);
		}
	}

	@Test
	void findsShellThatIsProcessOne() throws Exception {
		assumeHasNamespaces();
		try (ServiceProcess service = launcher().startUnder(container("\"$@\"; true"))) {
			assertFinds(service, SHELL);
		}
	}

	@Test
	void findsNothingWhenShellStartsServiceWithExec() throws Exception {
		assumeHasNamespaces();
		try (ServiceProcess service = launcher().startUnder(container("exec \"$@\""))) {
			service.awaitReady();
			assertThat(service.output().await(SHELL, Duration.ofSeconds(2))).isEmpty();
		}
	}

	@Test
	void findsNothingWhenShellTrapsSignal() throws Exception {
		assumeHasNamespaces();
		String script = "trap 'kill $!' TERM; \"$@\" & while ! wait $!; do true; done";
		try (ServiceProcess service = launcher().startUnder(container(script))) {
			service.awaitReady();
			assertThat(service.output().await(SHELL, Duration.ofSeconds(2))).isEmpty();
		}
	}

	private ServiceLauncher launcher() {
		return SampleLauncher.of(this.directory, "orders");
	}

	private static void assertFinds(ServiceProcess service, Pattern finding) throws InterruptedException {
		service.awaitReady();
		assertThat(service.output().await(finding, Sample.TIMEOUT)).as("%s", service.output()).isPresent();
	}

	// A container as far as processes go: the shell is process 1
	private static String[] container(String script) {
		return new String[] { "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script, "sh" };
	}

	private static void assumeHasNamespaces() throws InterruptedException {
		try {
			Process process = new ProcessBuilder(container("true")).start();
			assumeThat(process.waitFor()).isZero();
		}
		catch (IOException ex) {
			assumeThat(ex).as("unshare can be run").isNull();
		}
	}

}
