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

package io.github.gracefulshutdown.sample.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A start that hangs ends by itself and says where it hung.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class StartupProtectionIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	// Long enough for a busy machine to come to what hangs
	private static final String TIME = "--graceful-shutdown.startup.timeout=25s";

	@TempDir
	private Path directory;

	@Test
	void bean() throws Exception {
		// Without a web server it is one of the first beans
		try (ServiceProcess service = launch(TIME, "--hangs=bean", "--spring.main.web-application-type=none")) {
			assertHalts(service, 2);
			assertSays(service, "ERROR");
			assertSays(service, "The application has not started within 25s ('graceful-shutdown.startup.timeout')");
			assertThat(service.output().containing("beans in creation: ")).singleElement()
				.asString()
				.contains("priceList");
			assertSays(service,
					"Look at " + HangingApplication.class.getName() + ".priceList(HangingApplication.java:");
		}
	}

	@Test
	void configuration() throws Exception {
		try (ServiceProcess service = launch(TIME, "--hangs=configuration")) {
			assertHalts(service, 2);
			assertSays(service, "ERROR The application has not started within 25s");
			assertSays(service, "HangingApplication$RemoteConfiguration.onApplicationEvent(HangingApplication.java:");
		}
	}

	@Test
	void runner() throws Exception {
		try (ServiceProcess service = launch("--graceful-shutdown.startup.runner-timeout=2s", "--hangs=runner",
				"--graceful-shutdown.exit-code.forced=9")) {
			assertThat(service.awaitExit(TIMEOUT)).isEqualTo(9);
			assertSays(service, "The runner 'warmUp' (" + HangingApplication.class.getName());
			assertSays(service, "has not returned within 2s ('graceful-shutdown.startup.runner-timeout')");
			assertSays(service, "Look at " + HangingApplication.class.getName() + ".");
		}
	}

	@Test
	void nothingHangs() throws Exception {
		try (ServiceProcess service = launch("--graceful-shutdown.startup.timeout=60s",
				"--graceful-shutdown.startup.runner-timeout=60s", "--graceful-shutdown.lame-duck.min-duration=0s",
				"--graceful-shutdown.lame-duck.quiet-period=0s")
			.awaitReady()) {
			assertSays(service, "A runner ran");
			service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertThat(service.output().containing("within 60s")).isEmpty();
		}
	}

	private static void assertHalts(ServiceProcess service, int exitCode) throws InterruptedException {
		assertThat(service.awaitExit(TIMEOUT)).isEqualTo(exitCode);
		assertThat(Duration.ofNanos(service.exitedAt().join() - service.startedAt())).isBetween(Duration.ofSeconds(25),
				Duration.ofSeconds(40));
	}

	private static void assertSays(ServiceProcess service, String text) {
		assertThat(service.output().containing(text)).as("'%s' in %s", text, service.output()).isNotEmpty();
	}

	private ServiceProcess launch(String... arguments) throws IOException {
		return SampleLauncher.of(HangingApplication.class, this.directory, "hanging").with(arguments).start();
	}

}
