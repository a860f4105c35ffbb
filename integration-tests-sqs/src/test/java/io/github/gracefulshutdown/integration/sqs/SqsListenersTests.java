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

package io.github.gracefulshutdown.integration.sqs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.AbstractMessageListenerContainer;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.messaging.SqsListenersAutoConfiguration;
import io.github.gracefulshutdown.messaging.SqsListeners;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqsListeners} on a real server.
 */
@Tag("once")
class SqsListenersTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static SqsServer server;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, SqsListenersAutoConfiguration.class));

	private final ApplicationContextRunner listener = this.runner
		.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
				RegionProviderAutoConfiguration.class, SqsAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues(server.properties())
		.withUserConfiguration(ListenerConfiguration.class);

	@BeforeAll
	static void start() {
		server = new SqsServer();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void handlesTheMessageAtHandAndLeavesOthers() {
		this.listener.run((context) -> {
			Listener listener = context.getBean(Listener.class);
			ActiveJobs jobs = context.getBean(ActiveJobs.class);
			server.send("at hand");
			listener.begun.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
			CompletableFuture<Void> quiet = CompletableFuture
				.runAsync(() -> context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED));
			Awaitility.await().atMost(TIMEOUT).until(() -> jobs.active() == 1);
			assertThat(jobs.longest(1)).extracting(ShutdownReport.Job::name).containsExactly("sqs listener");
			assertThat(quiet).isNotDone();
			listener.gate.complete(null);
			quiet.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
			server.send("too late");
			context.close();
			assertThat(listener.handled).containsExactly("at hand");
			assertThat(server.unacknowledged()).as("acknowledged").isZero();
			assertThat(server.waiting()).as("for somebody else").isOne();
		});
	}

	@Test
	void containerWaitsAsLongAsTheShutdownMayLast() {
		this.listener.withPropertyValues("graceful-shutdown.timeout=25s").run((context) -> {
			MessageListenerContainerRegistry registry = context.getBean(MessageListenerContainerRegistry.class);
			assertThat(registry.getListenerContainers()).singleElement()
				.isInstanceOfSatisfying(AbstractMessageListenerContainer.class,
						(container) -> assertThat(container.getContainerOptions().getListenerShutdownTimeout())
							.isEqualTo(Duration.ofSeconds(25)));
		});
	}

	@Test
	void doesNothingWhenThereIsNoListener() {
		this.runner.run((context) -> {
			context.getBean(SqsListeners.class).shutdownStarted();
			assertThat(context.getBean(ActiveJobs.class).active()).isZero();
		});
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SqsListeners.class));
	}

	@Test
	void backsOffWhenLibraryIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(MessageListenerContainerRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SqsListeners.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		// Without buffer: one that stops can lose what has just been handed to it,
		// https://github.com/awspring/spring-cloud-aws/pull/1664
		@Bean
		SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient client) {
			return SqsMessageListenerContainerFactory.builder()
				.sqsAsyncClient(client)
				.configure((options) -> options.acknowledgementInterval(Duration.ZERO)
					.acknowledgementThreshold(0)
					.pollTimeout(Duration.ofSeconds(1)))
				.build();
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	static class Listener {

		final CompletableFuture<Void> begun = new CompletableFuture<>();

		final CompletableFuture<Void> gate = new CompletableFuture<>();

		final List<String> handled = new CopyOnWriteArrayList<>();

		@SqsListener(SqsServer.QUEUE)
		void handle(String message) {
			this.begun.complete(null);
			this.gate.join();
			this.handled.add(message);
		}

	}

}
