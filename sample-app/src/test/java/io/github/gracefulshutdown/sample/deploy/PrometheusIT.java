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

package io.github.gracefulshutdown.sample.deploy;

import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.sample.process.RawConnection;
import io.github.gracefulshutdown.sample.process.RawRequest;
import io.github.gracefulshutdown.sample.process.ServiceLauncher;
import io.github.gracefulshutdown.sample.process.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real Prometheus knows of restarts, and when it alerts.
 */
@Tag("servers")
@Execution(ExecutionMode.CONCURRENT)
class PrometheusIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final int managementPort = Instances.findFreePort();

	@TempDir
	private Path directory;

	@BeforeAll
	static void lookForPrometheus() {
		ServerProgram.lookFor(PrometheusServer.PROGRAM, "PROMETHEUS_REQUIRED", "prometheus");
	}

	@Test
	void knowsHowEachProcessHasEndedAndAlertsOnlyWhereSomethingIsWrong() throws Exception {
		try (PrometheusServer prometheus = new PrometheusServer(this.directory, this.managementPort)) {
			try (ServiceProcess first = start(); RawConnection active = RawConnection.open(first.port(), TIMEOUT)) {
				awaitScrape(prometheus, "graceful_shutdown_state{state=\"running\"} == 1");
				active.send(RawRequest.get("/report?ms=4000"));
				awaitScrape(prometheus, "graceful_shutdown_requests_active == 1");
				first.terminate();
				awaitScrape(prometheus, "graceful_shutdown_state{state=\"lame_duck\"} == 1");
				awaitScrape(prometheus, "graceful_shutdown_state{state=\"draining\"} == 1");
				assertThat(active.receive(TIMEOUT).status()).isEqualTo(200);
				assertThat(first.awaitExit(TIMEOUT)).isZero();
			}
			try (ServiceProcess afterClean = start()) {
				awaitScrape(prometheus, "graceful_shutdown_previous{outcome=\"clean\",trigger=\"sigterm\"}");
				assertThat(prometheus.query("job:graceful_shutdown_stage_duration_seconds:max{stage=\"lame_duck\"}"))
					.singleElement()
					.satisfies((seconds) -> assertThat(seconds).isBetween(0.5, 3.0));
				assertThat(prometheus.alerts()).isEmpty();
				afterClean.signal("KILL");
				afterClean.awaitExit(TIMEOUT);
			}
			assertAlertsAfterKill(prometheus);
			assertAlertsAfterForcedEnd(prometheus);
		}
	}

	private void assertAlertsAfterKill(PrometheusServer prometheus) throws Exception {
		try (ServiceProcess afterKill = start(); RawConnection active = RawConnection.open(afterKill.port(), TIMEOUT)) {
			Awaitility.await()
				.atMost(TIMEOUT)
				.untilAsserted(() -> assertThat(prometheus.alerts()).containsOnly("ProcessKilled"));
			active.send(RawRequest.get("/report?ms=20000"));
			awaitScrape(prometheus, "graceful_shutdown_requests_active == 1");
			afterKill.signal("INT");
			awaitScrape(prometheus, "graceful_shutdown_state{state=\"draining\"} == 1");
			afterKill.signal("INT");
			assertThat(afterKill.awaitExit(TIMEOUT)).isEqualTo(130);
		}
	}

	private void assertAlertsAfterForcedEnd(PrometheusServer prometheus) throws Exception {
		try (ServiceProcess afterForced = start()) {
			Awaitility.await()
				.atMost(TIMEOUT)
				.untilAsserted(() -> assertThat(prometheus.alerts()).containsOnly("ShutdownForced"));
			assertThat(prometheus.query("count(count by (outcome) (max_over_time(graceful_shutdown_previous[10m])))"))
				.containsExactly(3.0);
			assertThat(afterForced.isAlive()).isTrue();
		}
	}

	private static void awaitScrape(PrometheusServer prometheus, String query) {
		Awaitility.await().atMost(TIMEOUT).until(() -> !prometheus.query(query).isEmpty());
	}

	private ServiceProcess start() throws Exception {
		return ServiceLauncher.ofSample(this.directory, "orders")
			.with("--management.server.port=" + this.managementPort, "--graceful-shutdown.lame-duck.min-duration=2s",
					"--graceful-shutdown.lame-duck.quiet-period=0s",
					"--graceful-shutdown.report.directory=" + this.directory.resolve("reports"))
			.start()
			.awaitReady();
	}

}
