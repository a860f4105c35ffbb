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

package io.github.gracefulshutdown.integration.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import com.google.common.util.concurrent.ListenableFuture;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.grpc.GrpcShutdownAutoConfiguration;
import io.github.gracefulshutdown.grpc.GrpcServers;
import io.github.gracefulshutdown.grpc.ServingStatus;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.ClientCalls;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GrpcShutdownAutoConfiguration}.
 */
class GrpcShutdownAutoConfigurationTests {

	private final ApplicationContextRunner empty = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class, SslAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, GrpcServerAutoConfiguration.class,
				GrpcServerHealthAutoConfiguration.class, GrpcShutdownAutoConfiguration.class))
		.withPropertyValues("spring.grpc.server.port=0");

	private final ApplicationContextRunner runner = this.empty.withBean(WorkService.class);

	@Test
	void isThereWithServer() {
		this.runner
			.run((context) -> assertThat(context).hasSingleBean(GrpcServers.class).hasSingleBean(ServingStatus.class));
	}

	@Test
	void isNotThereWithoutSpringGrpc() {
		this.runner.withClassLoader(new FilteredClassLoader(GrpcServerLifecycle.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GrpcServers.class));
	}

	// As with nothing but a client
	@Test
	void isNotThereWithoutServer() {
		this.empty.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GrpcServers.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GrpcServers.class));
	}

	@Test
	void healthNeedNotBeThere() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthStatusManager.class))
			.run((context) -> assertThat(context).hasSingleBean(GrpcServers.class)
				.doesNotHaveBean(ServingStatus.class));
		this.runner.withPropertyValues("spring.grpc.server.health.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(GrpcServers.class)
				.doesNotHaveBean(ServingStatus.class));
	}

	@Test
	void serverStopsWithItsContext() {
		List<Server> servers = new ArrayList<>();
		this.runner.withInitializer((context) -> context.addApplicationListener(startedServers(servers)))
			.run((context) -> {
				try (WorkClient client = new WorkClient(servers.get(0).getPort())) {
					WorkClient.Answers<?> health = client.health();
					health.next();
					assertThat(context.getBean(ActiveRequests.class).active()).isZero();
					ListenableFuture<String> call = client.call(WorkMethods.WORK_LATER, WorkService.LEAVING);
					assertThat(client.call(WorkMethods.WORK, WorkService.NOW).get()).isEqualTo("done");
					context.close();
					assertThat(call.get()).isEqualTo("done");
					assertThat(servers).singleElement().matches(Server::isTerminated);
				}
			});
	}

	private static ApplicationListener<GrpcServerStartedEvent> startedServers(List<Server> servers) {
		return new ApplicationListener<>() {

			@Override
			public void onApplicationEvent(GrpcServerStartedEvent event) {
				servers.add(event.getServer());
			}

		};
	}

	@Test
	void stopAndStartIsNoShutdown() {
		this.runner.run((context) -> {
			GrpcServerLifecycle server = context.getBean(GrpcServerLifecycle.class);
			try (WorkClient client = new WorkClient(server.getPort())) {
				ListenableFuture<String> call = client.call(WorkMethods.WORK_LATER, WorkService.LEAVING);
				assertThat(client.call(WorkMethods.WORK, WorkService.NOW).get()).isEqualTo("done");
				context.stop();
				assertThat(call.get()).isEqualTo("done");
			}
			context.start();
			try (WorkClient client = new WorkClient(server.getPort())) {
				assertThat(client.call(WorkMethods.WORK, WorkService.NOW).get()).isEqualTo("done");
				context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(client.call(WorkMethods.WORK, WorkService.NOW)::get)
					.withMessageContaining("UNAVAILABLE");
			}
		});
	}

	// Requests that are served may need it
	@Test
	void serverInProcessIsThereUntilTheEnd() {
		this.runner.withPropertyValues("spring.grpc.server.inprocess.name=inside").run((context) -> {
			ManagedChannel channel = InProcessChannelBuilder.forName("inside").build();
			try {
				assertThat(context.getBeansOfType(GrpcServerLifecycle.class)).hasSize(2);
				context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
				assertThat(work(channel)).isEqualTo("done");
			}
			finally {
				channel.shutdownNow();
			}
		});
	}

	private static String work(Channel channel) {
		return ClientCalls.blockingUnaryCall(channel, WorkMethods.WORK, CallOptions.DEFAULT, WorkService.NOW);
	}

}
