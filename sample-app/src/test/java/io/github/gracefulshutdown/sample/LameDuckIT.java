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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients see between {@code SIGTERM} and the drain.
 */
@Tag("once")
class LameDuckIT {

	private static final int CONNECTIONS = 200;

	@TempDir
	private Path directory;

	@Test
	void everyIdleConnectionIsServedOnceMoreAndToldToClose() throws Exception {
		List<RawConnection> connections = new ArrayList<>();
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_3S, Sample.NO_QUIET_PERIOD)) {
			for (int i = 0; i < CONNECTIONS; i++) {
				connections.add(RawConnection.open(service.port(), Sample.TIMEOUT));
				RawRequest order = RawRequest.post("/orders", Sample.NEW_ORDER);
				RawResponse response = connections.get(i).exchange(order, Sample.TIMEOUT);
				assertThat(response.status()).isEqualTo(201);
				assertThat(response.saysClose()).isFalse();
			}
			service.terminate();
			Sample.awaitLameDuck(service);
			assertThat(useAtRandomMoments(connections)).hasSize(CONNECTIONS).allSatisfy((response) -> {
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.saysClose()).isTrue();
				assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
			});
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
		}
		finally {
			connections.forEach(RawConnection::close);
		}
	}

	private static List<RawResponse> useAtRandomMoments(List<RawConnection> connections) throws Exception {
		ScheduledExecutorService clients = Executors.newScheduledThreadPool(16);
		try {
			Random random = new Random(7);
			List<ScheduledFuture<RawResponse>> answers = new ArrayList<>();
			for (RawConnection connection : connections) {
				answers.add(clients.schedule(() -> connection.exchange(RawRequest.get("/orders/1"), Sample.TIMEOUT),
						random.nextInt(2500), TimeUnit.MILLISECONDS));
			}
			List<RawResponse> responses = new ArrayList<>();
			for (ScheduledFuture<RawResponse> answer : answers) {
				responses.add(answer.get(20, TimeUnit.SECONDS));
			}
			return responses;
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void newConnectionsAreAcceptedInTheLameDuckAndRefusedAfterIt() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD);
				RawConnection active = Sample.begin(service, "/report?ms=3000")) {
			long signalledAt = service.terminate();
			Sample.awaitLameDuck(service);
			RawResponse response = Sample.get(service.port(), "/report?ms=0");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.saysClose()).isTrue();
			Ports.awaitRefusal(service.port());
			assertThat(Duration.ofNanos(System.nanoTime() - signalledAt)).isBetween(Duration.ofSeconds(1),
					Duration.ofMillis(2500));
			assertThat(active.receive(Sample.TIMEOUT).status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
		}
	}

	@Test
	void requestsProlongItByTheQuietPeriod() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S,
				"--graceful-shutdown.lame-duck.quiet-period=1s")) {
			long signalledAt = service.terminate();
			Sample.awaitLameDuck(service);
			assertThat(service.hasExitedWithin(Duration.ofMillis(700))).isFalse();
			assertThat(Sample.get(service.port(), "/report?ms=0").status()).isEqualTo(200);
			Duration lastRequest = Duration.ofNanos(System.nanoTime() - signalledAt);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.lameDuck(service)).isBetween(Duration.ofMillis(1600), lastRequest.plusMillis(1400));
		}
	}

}
