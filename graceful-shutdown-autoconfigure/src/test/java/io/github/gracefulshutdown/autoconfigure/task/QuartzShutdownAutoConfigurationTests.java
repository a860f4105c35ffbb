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

import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.task.QuartzPostProcessor;
import io.github.gracefulshutdown.task.QuartzTriggers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.OperableTrigger;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuartzShutdownAutoConfiguration}, with real schedulers.
 */
@Timeout(60)
class QuartzShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, TaskShutdownAutoConfiguration.class,
				QuartzShutdownAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	private final ApplicationContextRunner quartz = this.runner.withUserConfiguration(Reports.class);

	@Test
	void isThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(QuartzPostProcessor.class)
			.hasSingleBean(QuartzTriggers.class));
	}

	@Test
	void isNotThereWithoutQuartz() {
		this.runner.withClassLoader(new FilteredClassLoader(Scheduler.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(QuartzPostProcessor.class)
				.doesNotHaveBean(QuartzTriggers.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(QuartzPostProcessor.class)
				.doesNotHaveBean(QuartzTriggers.class));
	}

	@Test
	void drainWaitsForRun() {
		this.quartz.run((context) -> {
			Report report = awaitRun(context);
			CompletableFuture<Void> quiesced = quiesce(context);
			assertThat(context.getBean(ActiveJobs.class).longest(10)).singleElement().satisfies((job) -> {
				assertThat(job.name()).isEqualTo("reports.nightly");
				assertThat(job.id()).isEqualTo(report.fireInstance);
			});
			assertThat(quiesced).isNotDone();
			report.released.countDown();
			Background.join(quiesced);
			assertThat(jobs(context).completed()).isOne();
			assertThat(jobs(context).interrupted()).isEmpty();
		});
	}

	@Test
	void drainCutsRun() {
		this.quartz
			.withPropertyValues("graceful-shutdown.drain.timeout=100ms", "graceful-shutdown.drain.interrupt-window=20s")
			.run((context) -> {
				Report report = awaitRun(context);
				context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
				assertThat(report.interrupted.getCount()).isZero();
				assertThat(jobs(context).interrupted()).extracting((each) -> each.job().name())
					.containsExactly("reports.nightly");
			});
	}

	@Test
	void runOnCountedExecutorIsCountedOnce() {
		this.quartz.withPropertyValues("executor=true").run((context) -> {
			Report report = awaitRun(context);
			assertThat(context.getBean(ActiveJobs.class).active()).isOne();
			CompletableFuture<Void> quiesced = quiesce(context);
			report.released.countDown();
			Background.join(quiesced);
			assertThat(jobs(context).completed()).isOne();
		});
	}

	@Test
	void closesJobStoreWhenItKnowsOfTheEnd() {
		this.quartz.withPropertyValues("store=" + SlowStore.class.getName()).run((context) -> {
			Report report = awaitRun(context);
			SlowStore.noted = false;
			report.released.countDown();
			Awaitility.await().until(() -> context.getBean(ActiveJobs.class).active() == 0);
			assertThat(SlowStore.noted).as("takes its time").isFalse();
			context.close();
			assertThat(SlowStore.noted).isTrue();
		});
	}

	@Test
	void schedulerThatStartsInLameDuckFiresNothingInDrain() {
		this.quartz.run((context) -> {
			awaitRun(context).released.countDown();
			Scheduler scheduler = context.getBean(Scheduler.class);
			QuartzTriggers triggers = context.getBean(QuartzTriggers.class);
			triggers.shutdownStarted();
			assertThat(scheduler.isInStandbyMode()).isTrue();
			scheduler.start();
			triggers.drainStarted();
			assertThat(scheduler.isInStandbyMode()).isTrue();
		});
	}

	@Test
	void schedulerThatIsBeanIsLookedAfter() {
		this.runner.withUserConfiguration(OwnScheduler.class).run((context) -> {
			Scheduler scheduler = context.getBean(Scheduler.class);
			assertThat(scheduler.getListenerManager().getJobListeners()).hasSize(1);
			assertThat(context.getBean(QuartzPostProcessor.class).requiresDestruction(scheduler)).isTrue();
			scheduler.start();
			context.getBean(QuartzTriggers.class).shutdownStarted();
			assertThat(scheduler.isInStandbyMode()).isTrue();
		});
	}

	private static Report awaitRun(ApplicationContext context) {
		Report report = context.getBean(Report.class);
		Awaitility.await().until(() -> report.begun.get() > 0);
		return report;
	}

	private static CompletableFuture<Void> quiesce(ApplicationContext context) {
		GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
		CompletableFuture<Void> quiesced = Background.run(() -> shutdown.quiesce(Type.CONTEXT_CLOSED));
		Awaitility.await().until(() -> shutdown.state() == ShutdownState.DRAINING);
		return quiesced;
	}

	private static ShutdownReport.Jobs jobs(ApplicationContext context) {
		return context.getBean(GracefulShutdown.class).report().jobs();
	}

	/**
	 * A report that is due all the time, one at a time.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Reports {

		@Bean
		Report report() {
			return new Report();
		}

		@Bean
		SchedulerFactoryBean scheduler(Report report, ApplicationContext context, TaskExecutor executor) {
			JobDetail job = JobBuilder.newJob(Report.class).withIdentity("nightly", "reports").storeDurably().build();
			Trigger trigger = TriggerBuilder.newTrigger()
				.forJob(job)
				.withSchedule(SimpleScheduleBuilder.repeatSecondlyForever())
				.build();
			SchedulerFactoryBean factory = new SchedulerFactoryBean();
			factory.setSchedulerName(context.getId() + "-" + report.hashCode());
			factory.setJobFactory((bundle, scheduler) -> report);
			factory.setJobDetails(job);
			factory.setTriggers(trigger);
			Properties properties = new Properties();
			properties.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS,
					context.getEnvironment().getProperty("store", RAMJobStore.class.getName()));
			factory.setQuartzProperties(properties);
			if (context.getEnvironment().getProperty("executor", Boolean.class, false)) {
				factory.setTaskExecutor(executor);
			}
			return factory;
		}

	}

	/**
	 * Runs until it is released.
	 */
	static class Report implements Job {

		private final AtomicInteger begun = new AtomicInteger();

		private final CountDownLatch released = new CountDownLatch(1);

		private final CountDownLatch interrupted = new CountDownLatch(1);

		private volatile String fireInstance = "";

		@Override
		public void execute(JobExecutionContext context) throws JobExecutionException {
			this.fireInstance = context.getFireInstanceId();
			this.begun.incrementAndGet();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
				throw new JobExecutionException(ex);
			}
		}

	}

	/**
	 * Takes its time, as a database does.
	 */
	public static final class SlowStore extends RAMJobStore {

		private static volatile boolean noted;

		@Override
		public void triggeredJobComplete(OperableTrigger trigger, JobDetail job,
				Trigger.CompletedExecutionInstruction instruction) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
			super.triggeredJobComplete(trigger, job, instruction);
			noted = true;
		}

	}

	/**
	 * Quartz without the support of Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnScheduler {

		@Bean
		Scheduler scheduler() throws SchedulerException {
			Properties properties = new Properties();
			properties.setProperty("org.quartz.scheduler.instanceName", "own");
			properties.setProperty("org.quartz.threadPool.threadCount", "1");
			return new StdSchedulerFactory(properties).getScheduler();
		}

	}

}
