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

package io.github.gracefulshutdown.sample.http2;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.sample.process.RequestMetrics;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients that speak HTTP/2 see from {@code SIGTERM} on, whatever the web server.
 */
public abstract class Http2Guarantees {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	/**
	 * The application.
	 * @param directory where it runs
	 * @return how to start it
	 */
	protected abstract ServiceLauncher launcher(Path directory);

	/**
	 * Requests that take so long, one on its thread and one asynchronous.
	 * @param duration how long
	 * @return their targets
	 */
	protected abstract List<String> requests(Duration duration);

	@Test
	void connectionIsServedUntilTheDrainAndWhatIsInFlightIsAnswered() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=3s",
				"--graceful-shutdown.drain.timeout=10s");
				Http2Connection busy = Http2Connection.open(service.port(), TIMEOUT);
				Http2Connection idle = Http2Connection.open(service.port(), TIMEOUT)) {
			List<CompletableFuture<Http2Response>> inFlight = send(busy, Duration.ofSeconds(9));
			List<CompletableFuture<Http2Response>> stuck = send(busy, Duration.ofMinutes(1));
			RequestMetrics.awaitActive(service, 4, TIMEOUT);
			service.terminate();
			awaitOutput(service, "Shutting down after SIGTERM");
			assertThat(send(idle, Duration.ZERO)).allSatisfy(Http2Guarantees::isServed);
			assertThat(idle.isToldToGoAway()).isFalse();
			await().atMost(TIMEOUT).until(() -> busy.isToldToGoAway() && idle.isToldToGoAway());
			assertThat(inFlight).noneMatch(CompletableFuture::isDone).allSatisfy(Http2Guarantees::isServed);
			assertThat(stuck).allSatisfy((answer) -> assertThat(answered(answer).status()).isEqualTo(503));
			assertThat(service.awaitExit(TIMEOUT)).isOne();
			assertThat(summary(service).text()).contains("requests served 4, rejected 0, aborted 2");
		}
	}

	private static void isServed(CompletableFuture<Http2Response> answer) throws Exception {
		Http2Response response = answered(answer);
		assertThat(response.status()).isEqualTo(200);
		// A client may take it for malformed (RFC 9113, section 8.2.2)
		assertThat(response.fields().contains("Connection")).isFalse();
	}

	@Test
	void clientsThatGoOnToSendAreToldInTime() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=1s",
				"--graceful-shutdown.drain.timeout=20s")) {
			try (Http2Load load = new Http2Load(service.port(), requests(Duration.ofMillis(50)))) {
				await().atMost(TIMEOUT).until(() -> load.answered() > 100);
				service.terminate();
				assertThat(load.awaitRefusal(TIMEOUT)).isEmpty();
			}
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertThat(summary(service).text()).contains("aborted 0");
			// Without being told they would have kept it busy for 20 s
			assertThat(summary(service).stages().get("DRAINING")).isLessThan(Duration.ofSeconds(5));
		}
	}

	private ServiceProcess start(String... arguments) throws Exception {
		return launcher(this.directory)
			.with("--server.http2.enabled=true", "--management.server.port=0",
					"--management.endpoint.health.probes.enabled=true",
					"--management.endpoints.web.exposure.include=health,metrics",
					"--graceful-shutdown.lame-duck.min-duration=0s", "--graceful-shutdown.lame-duck.quiet-period=0s")
			.with(arguments)
			.start()
			.awaitReady();
	}

	private List<CompletableFuture<Http2Response>> send(Http2Connection connection, Duration duration) {
		return requests(duration).stream().map(connection::send).toList();
	}

	private static Http2Response answered(CompletableFuture<Http2Response> answer) throws Exception {
		return answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
	}

	private static void awaitOutput(ServiceProcess service, String text) {
		await().atMost(TIMEOUT).until(() -> !service.output().containing(text).isEmpty());
	}

	private static ShutdownSummary summary(ServiceProcess service) {
		return ShutdownSummary.find(service.output()).orElseThrow();
	}

}
