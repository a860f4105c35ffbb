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

package io.github.gracefulshutdown.autoconfigure.grpc;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.grpc.ActiveCalls;
import io.github.gracefulshutdown.grpc.GrpcServers;
import io.github.gracefulshutdown.grpc.ServingStatus;
import io.grpc.ServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Auto-configuration for gRPC servers of Spring gRPC that listen on a port of their own.
 * Within a web server their calls are requests like others.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class,
		afterName = { "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration",
				"org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration" })
@ConditionalOnClass({ GrpcServerLifecycle.class, ServerBuilder.class })
@ConditionalOnBean(value = GrpcServerLifecycle.class, name = GracefulShutdownAutoConfiguration.ENGINE)
public final class GrpcShutdownAutoConfiguration {

	GrpcShutdownAutoConfiguration() {
	}

	@Bean
	<T extends ServerBuilder<T>> ServerBuilderCustomizer<T> gracefulShutdownGrpcCustomizer(ActiveRequests requests,
			GracefulShutdown shutdown, GracefulShutdownProperties properties) {
		GracefulShutdownProperties.Drain drain = properties.drain();
		ActiveCalls calls = new ActiveCalls(requests, shutdown, drain.lateRequests(), drain.ignoredPaths());
		return calls::watch;
	}

	@Bean
	GrpcServers gracefulShutdownGrpcServers(ActiveJobs jobs, Farewells farewells) {
		return new GrpcServers(jobs, farewells);
	}

	/**
	 * Tells who asks for the health of services.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthStatusManager.class)
	@ConditionalOnBean(HealthStatusManager.class)
	static class HealthConfiguration {

		@Bean
		ServingStatus gracefulShutdownGrpcServingStatus(HealthStatusManager health) {
			return new ServingStatus(health);
		}

	}

}
