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

package io.github.gracefulshutdown.integration.jetty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.sample.process.ClassArchive;
import io.github.gracefulshutdown.sample.server.WebServerGuarantees;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients of a process on Jetty see from {@code SIGTERM} on.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class JettyIT extends WebServerGuarantees {

	@Override
	protected ServiceLauncher launcher(Path directory) {
		return ClassArchive.launcher(JettyApplication.class, directory, "jetty");
	}

	@Test
	void answersOfUnknownLengthAreWholeInTheLameDuck() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=2s")) {
			service.terminate();
			assertThat(service.output().await(Pattern.compile("Shutting down after SIGTERM"), TIMEOUT)).isPresent();
			RawResponse redirect = RawConnection.exchangeOnce(service.port(), RawRequest.get("/redirect"), TIMEOUT);
			assertThat(redirect.status()).isEqualTo(302);
			assertThat(redirect.saysClose()).isTrue();
			RawResponse unflushed = RawConnection.exchangeOnce(service.port(), RawRequest.get("/unflushed"), TIMEOUT);
			assertThat(unflushed.text()).isEqualTo("unflushed");
			assertThat(unflushed.saysClose()).isTrue();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
		}
	}

	@Test
	void requestThatNeverEndsDoesNotTakeMoreThanThePlatformAllows() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.platform-grace-period=10s",
				"--graceful-shutdown.drain.timeout=1s")) {
			begin(service, "/loop");
			long signalled = service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isOne();
			assertThat(service.exitedAt().get() - signalled).isLessThan(Duration.ofSeconds(10).toNanos());
			assertThat(service.output().containing("JettyApplication.loop")).isNotEmpty();
			// Spring Boot waits for it once more
			assertThat(service.output().containing("bean 'webServerGracefulShutdown'")).isNotEmpty();
		}
	}

}
