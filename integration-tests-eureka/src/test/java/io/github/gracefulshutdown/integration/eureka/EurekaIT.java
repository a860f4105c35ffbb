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

package io.github.gracefulshutdown.integration.eureka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real processes that register with a real registry.
 */
@Tag("once")
class EurekaIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	@Test
	void clientsFindAnotherInstanceInTime() throws Exception {
		try (EurekaServer registry = new EurekaServer();
				ServiceProcess leaving = start(registry, "leaving");
				ServiceProcess staying = start(registry, "staying");
				RegistryClient client = new RegistryClient(registry)) {
			leaving.awaitReady();
			staying.awaitReady();
			await().atMost(TIMEOUT)
				.until(() -> client.served().keySet().containsAll(Set.of(leaving.port(), staying.port())));
			leaving.terminate();
			assertThat(leaving.awaitExit(TIMEOUT)).isZero();
			int served = client.served().get(staying.port());
			await().atMost(TIMEOUT).until(() -> client.served().get(staying.port()) > served);
			assertThat(client.failures()).isEmpty();
			// Clients had left before it was over
			assertThat(leaving.output().containing("Shutdown CLEAN")).singleElement()
				.asString()
				.contains("rejected 0, aborted 0");
			assertThat(registry.instancesUp()).containsExactly(staying.port());
		}
	}

	private ServiceProcess start(EurekaServer registry, String name) throws Exception {
		return ServiceLauncher.of(RegisteredApplication.class, this.directory, name)
			.with("--spring.application.name=hello", "--eureka.client.service-url.defaultZone=" + registry.url(),
					"--eureka.instance.instance-id=" + name, "--eureka.client.jersey.enabled=false",
					"--management.endpoint.health.probes.enabled=true", "--graceful-shutdown.lame-duck.min-duration=3s",
					"--graceful-shutdown.lame-duck.quiet-period=500ms")
			.start();
	}

}
