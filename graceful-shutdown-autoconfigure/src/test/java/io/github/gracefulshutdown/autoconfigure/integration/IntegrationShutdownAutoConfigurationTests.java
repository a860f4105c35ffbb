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

package io.github.gracefulshutdown.autoconfigure.integration;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.task.TaskShutdownAutoConfiguration;
import io.github.gracefulshutdown.integration.SourcePollers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IntegrationShutdownAutoConfiguration}, with a real poller.
 */
@Timeout(60)
class IntegrationShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
					TaskShutdownAutoConfiguration.class, IntegrationShutdownAutoConfiguration.class));

	@Test
	void isThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(SourcePollers.class));
	}

	@Test
	void isNotThereWithoutSpringIntegration() {
		this.runner.withClassLoader(new FilteredClassLoader(SourcePollingChannelAdapter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SourcePollers.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SourcePollers.class));
	}

	@Test
	void messageThatWasTakenIsHandledAndNoOtherIsTaken() {
		this.runner.withUserConfiguration(Orders.class).run((context) -> {
			Orders orders = context.getBean(Orders.class);
			Awaitility.await().until(() -> orders.taken.get() == 1);
			CompletableFuture<Void> quiesced = Background
				.run(() -> context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED));
			SourcePollingChannelAdapter poller = context.getBean(SourcePollingChannelAdapter.class);
			Awaitility.await().until(() -> poller.getMaxMessagesPerPoll() == 0);
			assertThat(context.getBean(ActiveJobs.class).active()).isOne();
			assertThat(quiesced).isNotDone();
			orders.released.countDown();
			Background.join(quiesced);
			context.close();
			assertThat(orders.taken).hasValue(1);
			assertThat(orders.handled).hasValue(1);
		});
	}

	@Test
	void consumerThatOnlyWaitsForMessagesHoldsUpNothing() {
		this.runner.withUserConfiguration(Invoices.class).run((context) -> {
			ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
			Awaitility.await().until(() -> scheduler.getActiveCount() == 1);
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			Background.join(Background.run(() -> shutdown.quiesce(Type.CONTEXT_CLOSED)));
			assertThat(shutdown.report().jobs()).isEqualTo(new ShutdownReport.Jobs(0, 0, List.of(), 0));
		});
	}

	@Test
	void consumerThatHandlesAMessageIsWaitedFor() {
		this.runner.withUserConfiguration(Invoices.class).run((context) -> {
			Invoices invoices = context.getBean(Invoices.class);
			context.getBean("invoices", QueueChannel.class).send(new GenericMessage<>("1"));
			Background.await(invoices.taken);
			CompletableFuture<Void> quiesced = Background
				.run(() -> context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED));
			Awaitility.await().until(() -> context.getBean(ActiveJobs.class).active() == 1);
			assertThat(quiesced).isNotDone();
			invoices.released.countDown();
			Background.join(quiesced);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Invoices {

		private final CountDownLatch taken = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		@Bean
		ThreadPoolTaskScheduler taskScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		QueueChannel invoices() {
			return new QueueChannel();
		}

		// Back to back, as each run takes longer than the rate
		@Bean
		IntegrationFlow invoiceFlow(QueueChannel invoices) {
			return IntegrationFlow.from(invoices)
				.handle((message) -> handle(),
						(endpoint) -> endpoint.poller(Pollers.fixedRate(1).receiveTimeout(60_000)))
				.get();
		}

		private void handle() {
			this.taken.countDown();
			Background.await(this.released);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Orders {

		private final AtomicInteger taken = new AtomicInteger();

		private final AtomicInteger handled = new AtomicInteger();

		private final CountDownLatch released = new CountDownLatch(1);

		@Bean
		ThreadPoolTaskScheduler taskScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		IntegrationFlow orderFlow() {
			return IntegrationFlow
				.fromSupplier(this.taken::incrementAndGet,
						(endpoint) -> endpoint.poller(Pollers.fixedDelay(1).maxMessagesPerPoll(-1)))
				.handle((message) -> handle())
				.get();
		}

		private void handle() {
			try {
				this.released.await();
				this.handled.incrementAndGet();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
