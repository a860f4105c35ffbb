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

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health, status and metrics of a stopping process.
 */
@Tag("once")
class ActuatorIT {

	@TempDir
	private Path directory;

	@Test
	void answersOnTheSamePortInLameDuckAndOnOpenConnectionsInDrain() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD);
				RawConnection forStatus = RawConnection.open(service.port(), Sample.TIMEOUT);
				RawConnection forMetrics = RawConnection.open(service.port(), Sample.TIMEOUT);
				RawConnection forLiveness = RawConnection.open(service.port(), Sample.TIMEOUT);
				RawConnection active = Sample.begin(service, "/report?ms=3000")) {
			service.terminate();
			Sample.awaitLameDuck(service);
			assertStatus(Sample.get(service.port(), "/actuator/shutdown-status"), "LAME_DUCK", 1);
			assertMetrics(Sample.get(service.port(), "/actuator/prometheus"), "lame_duck");
			Ports.awaitRefusal(service.port());
			assertStatus(exchange(forStatus, "/actuator/shutdown-status"), "DRAINING", 1);
			assertMetrics(exchange(forMetrics, "/actuator/prometheus"), "draining");
			assertThat(exchange(forLiveness, "/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(active.receive(Sample.TIMEOUT).status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
		}
	}

	@Test
	void answersOnItsOwnPortUntilTheDrainHasEnded() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD,
				"--management.server.port=0"); RawConnection active = Sample.begin(service, "/report?ms=3000")) {
			int port = service.managementPort();
			assertThat(port).isNotEqualTo(service.port());
			service.terminate();
			Sample.awaitLameDuck(service);
			assertStatus(Sample.get(port, "/actuator/shutdown-status"), "LAME_DUCK", 1);
			assertMetrics(Sample.get(port, "/actuator/prometheus"), "lame_duck");
			Ports.awaitRefusal(service.port());
			assertStatus(Sample.get(port, "/actuator/shutdown-status"), "DRAINING", 1);
			assertMetrics(Sample.get(port, "/actuator/prometheus"), "draining");
			assertThat(Sample.get(port, "/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(Sample.get(port, "/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(active.receive(Sample.TIMEOUT).status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
		}
	}

	private static RawResponse exchange(RawConnection connection, String target) throws Exception {
		return connection.exchange(RawRequest.get(target), Sample.TIMEOUT);
	}

	private static void assertStatus(RawResponse response, String state, int active) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).contains("\"state\":\"" + state + "\"")
			.contains("\"type\":\"SIGTERM\"")
			.contains("\"active\":" + active)
			.contains("\"path\":\"/report\"");
	}

	private static void assertMetrics(RawResponse response, String state) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text().lines()).contains("graceful_shutdown_state{state=\"" + state + "\"} 1.0")
			.contains("graceful_shutdown_state{state=\"running\"} 0.0")
			.contains("graceful_shutdown_requests_active 1.0");
	}

}
