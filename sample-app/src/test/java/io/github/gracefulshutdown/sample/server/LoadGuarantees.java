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

package io.github.gracefulshutdown.sample.server;

import java.time.Duration;

import io.github.gracefulshutdown.test.ServiceUnderTest;
import io.github.gracefulshutdown.test.ShutdownRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that stops under load, whatever the web server.
 */
public abstract class LoadGuarantees {

	@RegisterExtension
	final ServiceUnderTest service;

	/**
	 * Tests an application.
	 * @param application its main class, with what {@link WebServerGuarantees} needs and
	 * {@code POST /echo}, which answers with what it is sent
	 */
	protected LoadGuarantees(Class<?> application) {
		this.service = ServiceUnderTest.ofMainClass(application)
			.with("--graceful-shutdown.lame-duck.min-duration=2s", "--graceful-shutdown.lame-duck.quiet-period=2s",
					"--graceful-shutdown.lame-duck.max-duration=15s");
	}

	@Test
	void noRequestFailsWhenItStops() {
		ShutdownRun run = this.service
			.underLoad((load) -> load.get("/wait?ms=100")
				.get("/wait-async?ms=100")
				.get("/stream?ms=100")
				.post("/echo", "\"tea\""))
			.lag(Duration.ofSeconds(2))
			.terminate();
		assertThat(run).hasNoFailedRequest()
			.hasAnsweredAtLeast(100)
			.refusedReadinessFirst()
			.hasExitCode(0)
			.cutNothing();
	}

}
