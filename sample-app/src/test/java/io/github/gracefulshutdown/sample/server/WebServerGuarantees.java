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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.sample.process.RequestMetrics;
import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients see from {@code SIGTERM} on, whatever the web server.
 */
public abstract class WebServerGuarantees {

	protected static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	/**
	 * The application. It answers {@code /gated} and {@code /gated-async} with "waited"
	 * after somebody has called {@code /open}; {@code /wait} and {@code /wait-async}
	 * after a time; {@code /stream} with five lines over a time; {@code /events} with an
	 * event stream that has one event, "first", and does not end; {@code /fail} with an
	 * error.
	 * @param directory where it runs
	 * @return how to start it
	 */
	protected abstract ServiceLauncher launcher(Path directory);

	@Test
	void requestsInFlightAndOpenConnectionAreServedInDrain() throws Exception {
		try (ServiceProcess service = start()) {
			RawConnection open = RawConnection.open(service.port(), TIMEOUT);
			assertThat(open.exchange(RawRequest.get("/wait?ms=0"), TIMEOUT).saysClose()).isFalse();
			RawConnection inFlight = begin(service, "/gated");
			RawConnection async = begin(service, "/gated-async", 2);
			service.terminate();
			awaitRefusal(service);
			RawResponse liveness = RawConnection.exchangeOnce(service.managementPort(),
					RawRequest.get("/actuator/health/liveness"), TIMEOUT);
			assertThat(liveness.status()).isEqualTo(200);
			assertThat(liveness.saysClose()).isTrue();
			assertLastAnswer(open.exchange(RawRequest.get("/open"), TIMEOUT), "opened");
			assertLastAnswer(inFlight.receive(TIMEOUT), "waited");
			assertLastAnswer(async.receive(TIMEOUT), "waited");
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertThat(summary(service).text()).contains("requests served 3, rejected 0, aborted 0");
		}
	}

	@Test
	void streamsKeepTheirFraming() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=1s")) {
			RawConnection inFlight = begin(service, "/stream?ms=3000");
			service.terminate();
			awaitOutput(service, "Shutting down after SIGTERM");
			RawResponse inLameDuck = RawConnection.exchangeOnce(service.port(), RawRequest.get("/stream?ms=0"),
					TIMEOUT);
			assertThat(inLameDuck.saysClose()).isTrue();
			for (RawResponse response : new RawResponse[] { inLameDuck, inFlight.receive(TIMEOUT) }) {
				assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
				assertThat(response.text()).isEqualTo("line\n".repeat(5));
			}
			assertThat(service.awaitExit(TIMEOUT)).isZero();
		}
	}

	@Test
	void whatCameWhileTheProcessStoodStillIsServed() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=1s",
				"--graceful-shutdown.lame-duck.quiet-period=1s")) {
			List<RawConnection> connections = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				connections.add(RawConnection.open(service.port(), TIMEOUT));
				connections.get(i).exchange(RawRequest.get("/wait?ms=0"), TIMEOUT);
			}
			long signalled = service.terminate();
			awaitOutput(service, "Shutting down after SIGTERM");
			service.signal("STOP");
			// Longer than it has to be quiet
			await().until(() -> System.nanoTime() - signalled > Duration.ofSeconds(3).toNanos());
			for (RawConnection connection : connections) {
				connection.send(RawRequest.get("/wait?ms=0"));
			}
			service.signal("CONT");
			for (RawConnection connection : connections) {
				assertLastAnswer(connection.receive(TIMEOUT), "waited");
			}
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			// The standstill, and then as long as it has to be quiet
			assertThat(summary(service).stages().get("LAME_DUCK")).isGreaterThan(Duration.ofMillis(3500));
		}
	}

	@Test
	void eventStreamIsCompletedByTheDrain() throws Exception {
		try (ServiceProcess service = start()) {
			RawConnection stream = begin(service, "/events");
			service.terminate();
			RawResponse response = stream.receive(TIMEOUT);
			assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
			assertThat(response.text()).isEqualTo("data:first\n\n");
			assertThat(service.awaitExit(TIMEOUT)).isZero();
		}
	}

	@Test
	void requestsThatAreThereAtDrainTimeoutAreAnsweredWith503() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.drain.timeout=1s")) {
			List<RawConnection> stuck = List.of(begin(service, "/wait?ms=60000"),
					begin(service, "/wait-async?ms=60000", 2));
			service.terminate();
			for (RawConnection connection : stuck) {
				RawResponse response = connection.receive(TIMEOUT);
				assertThat(response.status()).isEqualTo(503);
				assertThat(response.header("retry-after")).isNotNull();
			}
			assertThat(service.awaitExit(TIMEOUT)).isOne();
			assertThat(summary(service).text()).contains("aborted 2");
		}
	}

	@Test
	void whatFailedOrWasGivenUpIsNotWaitedFor() throws Exception {
		try (ServiceProcess service = start()) {
			assertThat(RawConnection.exchangeOnce(service.port(), RawRequest.get("/fail"), TIMEOUT).status())
				.isEqualTo(500);
			assertThat(RawConnection.exchangeOnce(service.port(), RawRequest.get("/missing"), TIMEOUT).status())
				.isEqualTo(404);
			begin(service, "/wait-async?ms=2000").close();
			RequestMetrics.awaitActive(service, 0, TIMEOUT);
			service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertThat(summary(service).text()).contains("requests served 0, rejected 0, aborted 0");
		}
	}

	private static void assertLastAnswer(RawResponse response, String text) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo(text);
		assertThat(response.saysClose()).isTrue();
	}

	protected ServiceProcess start(String... arguments) throws IOException, InterruptedException {
		return launcher(this.directory)
			.with("--management.server.port=0", "--management.endpoint.health.probes.enabled=true",
					"--management.endpoints.web.exposure.include=health,metrics",
					"--graceful-shutdown.lame-duck.min-duration=0s", "--graceful-shutdown.lame-duck.quiet-period=0s")
			.with(arguments)
			.start()
			.awaitReady();
	}

	protected static RawConnection begin(ServiceProcess service, String target) throws Exception {
		return begin(service, target, 1);
	}

	private static RawConnection begin(ServiceProcess service, String target, int active) throws Exception {
		RawConnection connection = RawConnection.open(service.port(), TIMEOUT);
		connection.send(RawRequest.get(target));
		RequestMetrics.awaitActive(service, active, TIMEOUT);
		return connection;
	}

	private static void awaitRefusal(ServiceProcess service) {
		await().atMost(TIMEOUT).until(() -> {
			try {
				RawConnection.open(service.port(), TIMEOUT).close();
				return false;
			}
			catch (ExchangeException ex) {
				return true;
			}
		});
	}

	protected static void awaitOutput(ServiceProcess service, String text) {
		await().atMost(TIMEOUT).until(() -> !service.output().containing(text).isEmpty());
	}

	private static ShutdownSummary summary(ServiceProcess service) {
		return ShutdownSummary.find(service.output()).orElseThrow();
	}

}
