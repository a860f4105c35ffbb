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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.RawResponse.Framing;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Requests that are in flight when {@code SIGTERM} arrives.
 */
@Tag("once")
class ActiveRequestsIT {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void areAnsweredWhileReadinessRefusesAndLivenessDoesNot(boolean virtualThreads) throws Exception {
		assumeThat(!virtualThreads || Runtime.version().feature() >= 21).isTrue();
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD,
				"--spring.threads.virtual.enabled=" + virtualThreads);
				RawConnection active = Sample.begin(service, "/report?ms=3000");
				RawConnection async = Sample.begin(service, "/report-async?ms=3000")) {
			service.terminate();
			Sample.awaitLameDuck(service);
			assertThat(Sample.get(service.port(), "/actuator/health/liveness").status()).isEqualTo(200);
			for (RawConnection connection : List.of(active, async)) {
				RawResponse response = connection.receive(Sample.TIMEOUT);
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.saysClose()).isTrue();
				assertThat(response.framing()).isIn(Framing.CHUNKED, Framing.LENGTH);
				assertThat(response.text()).isEqualTo("{\"orders\":0,\"waiting\":0}");
			}
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.summary(service).outcome()).isEqualTo("CLEAN");
			assertThat(Sample.summary(service).stages().get("DRAINING")).isBetween(Duration.ofMillis(500),
					Duration.ofMillis(2500));
		}
	}

	@Test
	void areAnsweredWith503WhenTheyOutlastTheDrainTimeout() throws Exception {
		List<String> paths = List.of("/report", "/report-async");
		try (ServiceProcess service = Sample.start(this.directory, Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD,
				"--graceful-shutdown.drain.timeout=1s");
				RawConnection active = Sample.begin(service, paths.get(0) + "?ms=30000");
				RawConnection async = Sample.begin(service, paths.get(1) + "?ms=30000")) {
			service.terminate();
			for (RawConnection connection : List.of(active, async)) {
				RawResponse response = connection.receive(Sample.TIMEOUT);
				assertThat(response.status()).isEqualTo(503);
				assertThat(response.header("retry-after")).isNotNull();
				assertThat(response.saysClose()).isTrue();
			}
			assertThat(service.awaitExit(Sample.TIMEOUT)).isEqualTo(1);
			assertThat(Sample.summary(service).outcome()).isEqualTo("INCOMPLETE");
			for (String path : paths) {
				assertThat(service.output().containing(" WARN ")).anySatisfy(
						(line) -> assertThat(line).contains(path + " ").contains("graceful-shutdown.drain.timeout"));
			}
		}
	}

	@Test
	void idleConnectionIsServedWhileAnotherRequestIsActive() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD);
				RawConnection idle = RawConnection.open(service.port(), Sample.TIMEOUT);
				RawConnection active = Sample.begin(service, "/report?ms=2000")) {
			assertThat(idle.exchange(RawRequest.get("/report?ms=0"), Sample.TIMEOUT).saysClose()).isFalse();
			service.terminate();
			Ports.awaitRefusal(service.port());
			RawResponse late = idle.exchange(RawRequest.get("/report?ms=0"), Sample.TIMEOUT);
			assertThat(late.status()).isEqualTo(200);
			assertThat(late.saysClose()).isTrue();
			assertThat(active.receive(Sample.TIMEOUT).status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
		}
	}

}
