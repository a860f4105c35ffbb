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

package io.github.gracefulshutdown.benchmarks.faults;

import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.sample.deadline.Hang;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Endpoints, health and metrics that hang or throw once the shutdown has started.
 */
@Configuration(proxyBeanMethods = false)
class FaultyActuator {

	@Bean
	@ConditionalOnProperty("faulty.hanging-endpoint")
	HangingEndpoint hangingEndpoint() {
		return new HangingEndpoint();
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-endpoint")
	ThrowingEndpoint throwingEndpoint() {
		return new ThrowingEndpoint();
	}

	@Bean
	@ConditionalOnProperty("faulty.hanging-health")
	HealthIndicator hangingHealthIndicator(ShutdownSignal signal) {
		return () -> {
			hangIfRequested(signal);
			return Health.up().build();
		};
	}

	@Bean
	@ConditionalOnProperty("faulty.hanging-gauge")
	MeterBinder hangingGauge(ShutdownSignal signal) {
		return (registry) -> Gauge.builder("faulty.hanging", () -> hangIfRequested(signal)).register(registry);
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-gauge")
	MeterBinder throwingGauge() {
		return (registry) -> Gauge.builder("faulty.throwing", FaultyActuator::fail).register(registry);
	}

	@Bean
	@ConditionalOnProperty("faulty.hanging-registry")
	HangingRegistry hangingRegistry() {
		return new HangingRegistry();
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-registry")
	ThrowingRegistry throwingRegistry() {
		return new ThrowingRegistry();
	}

	private static int hangIfRequested(ShutdownSignal signal) {
		if (signal.isRequested()) {
			Hang.forever();
		}
		return 1;
	}

	private static int fail() {
		throw new IllegalStateException("Faulty on purpose");
	}

	/**
	 * An endpoint that never answers.
	 */
	@Endpoint(id = "hanging")
	static class HangingEndpoint {

		@ReadOperation
		String read() {
			Hang.forever();
			return "never";
		}

	}

	/**
	 * An endpoint that throws.
	 */
	@Endpoint(id = "throwing")
	static class ThrowingEndpoint {

		@ReadOperation
		String read() {
			throw new IllegalStateException("Faulty on purpose");
		}

	}

	/**
	 * A registry whose last push never returns.
	 */
	static class HangingRegistry extends SimpleMeterRegistry {

		@Override
		public void close() {
			Hang.forever();
		}

	}

	/**
	 * A registry whose last push fails.
	 */
	static class ThrowingRegistry extends SimpleMeterRegistry {

		@Override
		public void close() {
			throw new IllegalStateException("Faulty on purpose");
		}

	}

}
