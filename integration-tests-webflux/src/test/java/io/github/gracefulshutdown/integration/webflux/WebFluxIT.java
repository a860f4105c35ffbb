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

package io.github.gracefulshutdown.integration.webflux;

import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.sample.process.ClassArchive;
import io.github.gracefulshutdown.sample.server.WebServerGuarantees;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients of a reactive process see from {@code SIGTERM} on.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class WebFluxIT extends WebServerGuarantees {

	@Override
	protected ServiceLauncher launcher(Path directory) {
		return ClassArchive.launcher(WebFluxApplication.class, directory, "webflux");
	}

	@Test
	void requestThatNeverEndsDoesNotTakeMoreThanThePlatformAllows() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.platform-grace-period=10s",
				"--graceful-shutdown.drain.timeout=1s")) {
			RawConnection.open(service.port(), TIMEOUT).send(RawRequest.get("/loop"));
			awaitOutput(service, "Looping");
			long signalled = service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isOne();
			assertThat(service.exitedAt().get() - signalled).isLessThan(Duration.ofSeconds(10).toNanos());
			assertThat(service.output().containing("WebFluxApplication.loop")).isNotEmpty();
		}
	}

}
