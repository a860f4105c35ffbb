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

package io.github.gracefulshutdown.metrics;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ShutdownMetrics}.
 */
class ShutdownMetricsTests {

	private TestApplication application;

	private ShutdownMetrics metrics;

	@BeforeEach
	void start() {
		this.application = TestApplication.start(WithTask.class, "graceful-shutdown.drain.late-requests=reject");
		this.metrics = new ShutdownMetrics(this.application.shutdown(), this.application.bean(CleanupTasks.class));
	}

	@AfterEach
	void stop() throws Exception {
		this.application.close();
	}

	@Test
	void isRegisteredInFullBeforeAnyShutdown() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		this.metrics.bindTo(registry);
		assertThat(registry.scrape().lines().filter((line) -> !line.startsWith("#"))).containsExactlyInAnyOrder(
				"graceful_shutdown_state{state=\"running\"} 1.0", "graceful_shutdown_state{state=\"lame_duck\"} 0.0",
				"graceful_shutdown_state{state=\"draining\"} 0.0", "graceful_shutdown_state{state=\"stopping\"} 0.0",
				"graceful_shutdown_state{state=\"cleaning_up\"} 0.0",
				"graceful_shutdown_state{state=\"terminated\"} 0.0", "graceful_shutdown_requests_active 0.0",
				"graceful_shutdown_jobs_active 0.0", "graceful_shutdown_requests_total{outcome=\"served\"} 0.0",
				"graceful_shutdown_requests_total{outcome=\"rejected\"} 0.0",
				"graceful_shutdown_requests_total{outcome=\"aborted\"} 0.0",
				"graceful_shutdown_jobs_total{outcome=\"completed\"} 0.0",
				"graceful_shutdown_jobs_total{outcome=\"interrupted\"} 0.0",
				"graceful_shutdown_stage_duration_seconds{stage=\"lame_duck\"} 0.0",
				"graceful_shutdown_stage_duration_seconds{stage=\"draining\"} 0.0",
				"graceful_shutdown_stage_duration_seconds{stage=\"stopping\"} 0.0",
				"graceful_shutdown_stage_duration_seconds{stage=\"cleaning_up\"} 0.0",
				"graceful_shutdown_task_duration_seconds{outcome=\"success\",phase=\"10\",task=\"flush\"} 0.0",
				"graceful_shutdown_task_duration_seconds{outcome=\"failure\",phase=\"10\",task=\"flush\"} 0.0",
				"graceful_shutdown_task_duration_seconds{outcome=\"timeout\",phase=\"10\",task=\"flush\"} 0.0",
				"graceful_shutdown_budget_remaining_seconds 3600.0");
	}

	@Test
	void followsTheShutdown() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.metrics.bindTo(registry);
		RawClient late = this.application.connect();
		late.get("/text");
		this.application.sendGated("/text", "served");
		this.application.sendGated("/text", "aborted");
		// The first one counts a moment longer than its client waits for the answer
		await().until(() -> gauge(registry, "requests.active") == 2);
		CompletableFuture<Void> quiesced = this.application.enterLameDuck();
		assertThat(state(registry, "running")).isZero();
		assertThat(state(registry, "lame_duck")).isOne();
		this.application.clock().skip();
		this.application.awaitDrain();
		assertThat(state(registry, "draining")).isOne();
		late.get("/text");
		this.application.gates().open("served");
		await().until(() -> gauge(registry, "requests.active") == 1);
		this.application.skipDrain();
		this.application.awaitEnd(quiesced);
		assertThat(gauge(registry, "requests.active")).isZero();
		for (String outcome : new String[] { "served", "rejected", "aborted" }) {
			assertThat(registry.get("graceful.shutdown.requests").tag("outcome", outcome).functionCounter().count())
				.as(outcome)
				.isOne();
		}
		assertThat(stage(registry, "lame_duck")).isBetween(180.0, 200.0);
		assertThat(stage(registry, "draining")).isBetween(120.0, 140.0);
		assertThat(registry.get("graceful.shutdown.budget.remaining").timeGauge().value(TimeUnit.SECONDS))
			.isBetween(3600.0 - 340, 3600.0 - 300);
	}

	@Test
	void keepsDurationOfTask() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.metrics.bindTo(registry);
		this.application.context().close();
		assertThat(task(registry, "success")).isPositive();
		assertThat(task(registry, "failure")).isZero();
		assertThat(task(registry, "timeout")).isZero();
		assertThat(state(registry, "terminated")).isOne();
	}

	@Test
	void isBoundToRegistryOfApplication() {
		MeterRegistry registry = this.application.bean(MeterRegistry.class);
		assertThat(state(registry, "running")).isOne();
		assertThat(task(registry, "success")).isZero();
	}

	@Test
	void describesEveryMeter() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.metrics.bindTo(registry);
		assertThat(registry.getMeters()).allSatisfy((meter) -> assertThat(meter.getId().getDescription()).isNotBlank());
	}

	private static double gauge(MeterRegistry registry, String name) {
		return registry.get("graceful.shutdown." + name).gauge().value();
	}

	private static double state(MeterRegistry registry, String state) {
		return registry.get("graceful.shutdown.state").tag("state", state).gauge().value();
	}

	private static double stage(MeterRegistry registry, String stage) {
		return registry.get("graceful.shutdown.stage.duration").tag("stage", stage).timeGauge().value(TimeUnit.SECONDS);
	}

	private static double task(MeterRegistry registry, String outcome) {
		return registry.get("graceful.shutdown.task.duration")
			.tags("phase", "10", "task", "flush", "outcome", outcome)
			.timeGauge()
			.value(TimeUnit.NANOSECONDS);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class WithTask {

		@Bean
		@ShutdownPhase(value = 10, name = "flush")
		ShutdownTask flush() {
			return () -> {
			};
		}

	}

}
