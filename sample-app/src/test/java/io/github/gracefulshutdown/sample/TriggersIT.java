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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.sample.process.OrderLoad;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.LoadReport;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * G6: more than one trigger, and the signal that only asks.
 */
@Tag("once")
class TriggersIT {

	private static final int INTERRUPTED = 130;

	private static final String SHUTDOWN_ENDPOINT = "--management.endpoint.shutdown.access=unrestricted";

	private static final String EXPOSED = "--management.endpoints.web.exposure.include=*";

	@TempDir
	private Path directory;

	@Test
	void interruptDuringShutdownHaltsAtOnce() throws Exception {
		assumeThat(isInterruptIgnored()).isFalse();
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_3S)) {
			service.terminate();
			Sample.awaitLameDuck(service);
			service.signal("INT");
			assertThat(service.awaitExit(Duration.ofSeconds(2))).isEqualTo(INTERRUPTED);
		}
	}

	@Test
	void secondInterruptHaltsAtOnce() throws Exception {
		assumeThat(isInterruptIgnored()).isFalse();
		try (ServiceProcess service = Sample.start(this.directory)) {
			Sample.begin(service, "/report?ms=15000");
			service.signal("INT");
			Awaitility.await()
				.atMost(Sample.TIMEOUT)
				.until(() -> !service.output().containing("Shutting down after SIGINT").isEmpty());
			service.signal("INT");
			assertThat(service.awaitExit(Duration.ofSeconds(2))).isEqualTo(INTERRUPTED);
		}
	}

	@Test
	void endpointShutsDownWithLameDuck() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD,
				SHUTDOWN_ENDPOINT, EXPOSED)) {
			assertThat(post(service).text()).isEqualTo("{\"message\":\"Shutting down, bye...\"}");
			Sample.awaitLameDuck(service);
			assertThat(Sample.get(service.port(), "/report?ms=0").status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.summary(service).text()).contains("after ACTUATOR");
			assertThat(Sample.lameDuck(service)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
		}
	}

	@Test
	void terminateAndEndpointAtOnceAreOne() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD,
				SHUTDOWN_ENDPOINT, EXPOSED)) {
			Thread endpoint = new Thread(() -> {
				try {
					post(service);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
			endpoint.start();
			service.terminate();
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			endpoint.join(TimeUnit.SECONDS.toMillis(5));
			assertThat(service.output().containing("Shutting down after ")).hasSize(1);
			assertThat(service.output().containing("Shutdown CLEAN in ")).hasSize(1);
			assertThat(OrderDatabase.read(this.directory, "select count(*) from service_run where stopped_at is null"))
				.isZero();
		}
	}

	@Test
	void statusSignalAnswersUnderLoadAndDisturbsNothing() throws Exception {
		try (Balancer balancer = new Balancer(16);
				ServiceInstance instance = new ServiceInstance(SampleLauncher.of(this.directory, "orders"), balancer)
					.start();
				OrderLoad load = new OrderLoad(balancer, LoadProfile.mixed(100, Duration.ofSeconds(60)))) {
			instance.enter();
			load.start();
			ServiceProcess service = instance.process();
			for (int i = 1; i <= 100; i++) {
				int expected = i;
				service.signal("USR1");
				Awaitility.await()
					.atMost(Sample.TIMEOUT)
					.pollInterval(Duration.ofMillis(5))
					.until(() -> statusLines(service) == expected);
			}
			LoadReport report = load.stop();
			assertThat(report.failures()).isEmpty();
			assertThat(report.finished()).isPositive();
		}
	}

	@Test
	void structuredLogHasTheFactsAsFields() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD,
				"--logging.structured.format.console=ecs", "--graceful-shutdown.drain.timeout=500ms")) {
			Sample.begin(service, "/report?ms=15000");
			service.terminate();
			assertThat(service.awaitExit(Sample.TIMEOUT)).isEqualTo(1);
			assertThat(service.output().containing("\"request-cut\"")).singleElement()
				.asString()
				.contains("\"shutdown\":{", "\"/report\"", "\"GET\"");
			assertThat(service.output().containing("\"shutdown-ended\"")).singleElement()
				.asString()
				.contains("\"INCOMPLETE\"", "\"SIGTERM\"");
		}
	}

	// Those of the log. Of what it takes late there is another one, from standard error
	private static long statusLines(ServiceProcess service) {
		return service.output()
			.containing("Status RUNNING: active requests ")
			.stream()
			.filter((line) -> !line.startsWith("INFO Status"))
			.count();
	}

	private static RawResponse post(ServiceProcess service) throws Exception {
		return RawConnection.exchangeOnce(service.managementPort(), RawRequest.post("/actuator/shutdown", "{}"),
				Sample.TIMEOUT);
	}

	private static boolean isInterruptIgnored() throws IOException {
		Path status = Path.of("/proc/self/status");
		return Files.isReadable(status) && Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("SigIgn:"))
			.anyMatch((line) -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
	}

}
