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

package io.github.gracefulshutdown.autoconfigure.task;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.task.ScheduledTriggers;
import io.github.gracefulshutdown.task.TaskExecutorPostProcessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskShutdownAutoConfiguration}, with what Spring Boot brings.
 */
@Timeout(60)
class TaskShutdownAutoConfigurationTests {

	private static final String VIRTUAL = "spring.threads.virtual.enabled=true";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, TaskShutdownAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));

	private final ApplicationContextRunner background = this.runner
		.withPropertyValues("spring.task.scheduling.pool.size=5")
		.withUserConfiguration(BackgroundWork.class);

	@Test
	void isThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TaskExecutorPostProcessor.class)
			.hasSingleBean(ScheduledTriggers.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TaskExecutorPostProcessor.class)
				.doesNotHaveBean(ScheduledTriggers.class));
	}

	@Test
	void drainWaitsForAsyncMethods() {
		this.background.run(TaskShutdownAutoConfigurationTests::drainWaitsForAsyncMethod);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void drainWaitsForAsyncMethodsOnVirtualThreads() {
		this.background.withPropertyValues(VIRTUAL).run(TaskShutdownAutoConfigurationTests::drainWaitsForAsyncMethod);
	}

	@Test
	void drainWaitsForScheduledMethodsThatFireNoMore() {
		this.background.run(TaskShutdownAutoConfigurationTests::drainWaitsForScheduledMethods);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void drainWaitsForScheduledMethodsOnVirtualThreads() {
		this.background.withPropertyValues(VIRTUAL)
			.run(TaskShutdownAutoConfigurationTests::drainWaitsForScheduledMethods);
	}

	@Test
	void whatTheApplicationSchedulesItselfStillRuns() {
		this.background.run((context) -> {
			BackgroundWork work = context.getBean(BackgroundWork.class);
			CompletableFuture<Void> quiesced = quiesce(context);
			AtomicInteger ran = new AtomicInteger();
			context.getBean(TaskScheduler.class).schedule(ran::incrementAndGet, Instant.now());
			Awaitility.await().until(() -> ran.get() == 1);
			work.released.countDown();
			Background.join(quiesced);
		});
	}

	@Test
	void drainWaitsForWhatTheApplicationHasScheduledItself() {
		this.background.run((context) -> {
			context.getBean(BackgroundWork.class).released.countDown();
			CountDownLatch begun = new CountDownLatch(1);
			CountDownLatch released = new CountDownLatch(1);
			context.getBean(TaskScheduler.class).schedule(() -> {
				begun.countDown();
				Background.await(released);
			}, Instant.now());
			Background.await(begun);
			CompletableFuture<Void> quiesced = quiesce(context);
			Awaitility.await().until(() -> context.getBean(ActiveJobs.class).active() == 1);
			assertThat(quiesced).isNotDone();
			released.countDown();
			Background.join(quiesced);
			assertThat(context.getBean(GracefulShutdown.class).report().jobs().completed()).isPositive();
		});
	}

	private static void drainWaitsForAsyncMethod(ApplicationContext context) {
		BackgroundWork work = context.getBean(BackgroundWork.class);
		work.released.countDown();
		BackgroundWork.Mails mails = context.getBean(BackgroundWork.Mails.class);
		mails.send();
		CompletableFuture<Void> quiesced = quiesce(context);
		assertThat(context.getBean(ActiveJobs.class).longest(10)).extracting(ShutdownReport.Job::name)
			.contains("Mails.send");
		assertThat(quiesced).isNotDone();
		mails.release();
		Background.join(quiesced);
		assertThat(context.getBean(GracefulShutdown.class).report().jobs().interrupted()).isEmpty();
	}

	private static void drainWaitsForScheduledMethods(ApplicationContext context) {
		BackgroundWork work = context.getBean(BackgroundWork.class);
		Awaitility.await().until(() -> work.rate.get() > 0 && work.delay.get() > 0);
		CompletableFuture<Void> quiesced = quiesce(context);
		ActiveJobs jobs = context.getBean(ActiveJobs.class);
		// With a thread for each run the next one comes beside the last
		Awaitility.await().until(() -> jobs.active() == work.rate.get() + 1);
		int fired = work.rate.get();
		assertThat(jobs.longest(1000)).extracting(ShutdownReport.Job::name)
			.containsOnly("BackgroundWork.atFixedRate", "BackgroundWork.withFixedDelay");
		work.released.countDown();
		Background.join(quiesced);
		assertThat(work.rate).hasValue(fired);
		assertThat(work.delay).hasValue(1);
		assertThat(context.getBean(GracefulShutdown.class).report().jobs().completed()).isEqualTo(fired + 1);
	}

	private static CompletableFuture<Void> quiesce(ApplicationContext context) {
		GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
		CompletableFuture<Void> quiesced = Background.run(() -> shutdown.quiesce(Type.CONTEXT_CLOSED));
		Awaitility.await().until(() -> shutdown.state() == ShutdownState.DRAINING);
		return quiesced;
	}

	/**
	 * Methods of all kinds that run in the background.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableScheduling
	@Import(BackgroundWork.Mails.class)
	static class BackgroundWork {

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger rate = new AtomicInteger();

		private final AtomicInteger delay = new AtomicInteger();

		@Scheduled(fixedRate = 1)
		void atFixedRate() {
			this.rate.incrementAndGet();
			Background.await(this.released);
		}

		@Scheduled(fixedDelay = 1)
		void withFixedDelay() {
			this.delay.incrementAndGet();
			Background.await(this.released);
		}

		/**
		 * Something that is sent in the background.
		 */
		static class Mails {

			private final CountDownLatch sent = new CountDownLatch(1);

			@Async
			void send() {
				Background.await(this.sent);
			}

			void release() {
				this.sent.countDown();
			}

		}

	}

}
