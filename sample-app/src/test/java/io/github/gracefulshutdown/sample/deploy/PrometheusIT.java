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

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;
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
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class PrometheusIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	// Recorded by a rule, some time after the scrape
	private static final String PREVIOUS = "instance:graceful_shutdown_previous_timestamp_seconds:outcome";

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private PrometheusServer prometheus;

	@TempDir
	private Path directory;

	@BeforeAll
	static void lookForPrometheus() {
		ServerProgram.lookFor(PrometheusServer.PROGRAM, "PROMETHEUS_REQUIRED", "prometheus");
	}

	@Test
	void knowsHowEachProcessHasEndedAndAlertsOnlyWhereSomethingIsWrong() throws Exception {
		try (PrometheusServer server = new PrometheusServer(this.directory, INTERVAL)) {
			this.prometheus = server;
			try (ServiceProcess first = start(); RawConnection active = RawConnection.open(first.port(), TIMEOUT)) {
				awaitSeen("graceful_shutdown_state{state=\"running\"} == 1");
				active.send(RawRequest.get("/report?ms=4000"));
				awaitSeen("graceful_shutdown_requests_active == 1");
				first.terminate();
				awaitSeen("graceful_shutdown_state{state=\"lame_duck\"} == 1");
				awaitSeen("graceful_shutdown_state{state=\"draining\"} == 1");
				assertThat(active.receive(TIMEOUT).status()).isEqualTo(200);
				assertEndIsSeen(first);
			}
			try (ServiceProcess afterClean = start()) {
				awaitSeen(PREVIOUS + "{outcome=\"clean\",trigger=\"sigterm\"}");
				assertThat(this.prometheus.alerts()).isEmpty();
				afterClean.signal("KILL");
				afterClean.awaitExit(TIMEOUT);
			}
			assertAlertsAfterKill();
			assertAlertsAfterForcedEnd();
			restart();
			restart();
			try (ServiceProcess last = start()) {
				assertAllIsKnown();
				assertThat(last.isAlive()).isTrue();
			}
		}
	}

	private void assertAlertsAfterKill() throws Exception {
		try (ServiceProcess afterKill = start(); RawConnection active = RawConnection.open(afterKill.port(), TIMEOUT)) {
			awaitAlerts("ProcessKilled");
			active.send(RawRequest.get("/report?ms=20000"));
			awaitSeen("graceful_shutdown_requests_active == 1");
			afterKill.signal("INT");
			awaitSeen("graceful_shutdown_state{state=\"draining\"} == 1");
			afterKill.signal("INT");
			assertThat(afterKill.awaitExit(TIMEOUT)).isEqualTo(130);
		}
	}

	private void assertAlertsAfterForcedEnd() throws Exception {
		try (ServiceProcess afterForced = start()) {
			awaitAlerts("ShutdownForced");
			afterForced.terminate();
			assertEndIsSeen(afterForced);
		}
	}

	private void restart() throws Exception {
		try (ServiceProcess process = start()) {
			awaitAlerts();
			awaitSeen(PREVIOUS + "{outcome=\"clean\"}");
			process.terminate();
			assertEndIsSeen(process);
		}
	}

	// With metrics.await-scrape no request is missing
	private void assertEndIsSeen(ServiceProcess process) throws Exception {
		assertThat(process.awaitExit(TIMEOUT)).isZero();
		double served = ShutdownSummary.find(process.output()).orElseThrow().count("requests served");
		assertThat(this.prometheus.query("last_over_time(graceful_shutdown_requests_total{outcome=\"served\"}[1m])"))
			.containsExactly(served);
	}

	// Six restarts
	private void assertAllIsKnown() throws Exception {
		awaitSeen(shutdowns("clean") + " == 4");
		assertThat(this.prometheus.query(shutdowns("killed"))).containsExactly(1.0);
		assertThat(this.prometheus.query(shutdowns("forced"))).containsExactly(1.0);
		assertThat(this.prometheus
			.query("max_over_time(graceful_shutdown_stage_duration_seconds{stage=\"lame_duck\"}[10m])")).singleElement()
			.satisfies((seconds) -> assertThat(seconds).isBetween(1.5, 3.0));
		assertThat(this.prometheus
			.query("max_over_time(graceful_shutdown_stage_duration_seconds{stage=\"draining\"}[10m])")).singleElement()
			.satisfies((seconds) -> assertThat(seconds).isBetween(0.5, 5.0));
		assertThat(this.prometheus.alerts()).isEmpty();
		for (String query : GrafanaDashboard.queries()) {
			assertThat(this.prometheus.query(query)).as(query).isNotEmpty();
		}
	}

	private static String shutdowns(String outcome) {
		return "changes(%s{outcome=\"%s\"}[10m]) + 1".formatted(PREVIOUS, outcome);
	}

	private void awaitAlerts(String... names) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.untilAsserted(() -> assertThat(this.prometheus.alerts()).containsOnly(names));
	}

	private void awaitSeen(String query) {
		Awaitility.await().atMost(TIMEOUT).until(() -> !this.prometheus.query(query).isEmpty());
	}

	private ServiceProcess start() throws Exception {
		return SampleLauncher.of(this.directory, "orders")
			.with("--management.server.port=" + this.prometheus.target(),
					"--graceful-shutdown.lame-duck.min-duration=2s", "--graceful-shutdown.lame-duck.quiet-period=0s",
					"--graceful-shutdown.metrics.await-scrape=true",
					"--graceful-shutdown.report.directory=" + this.directory.resolve("reports"))
			.start()
			.awaitReady();
	}

}
