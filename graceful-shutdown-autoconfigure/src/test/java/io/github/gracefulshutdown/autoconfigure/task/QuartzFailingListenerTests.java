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

import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.listeners.JobListenerSupport;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuartzShutdownAutoConfiguration} with a listener of the application
 * that fails when a run has ended. Quartz does not call the listeners after it then.
 */
@Timeout(60)
class QuartzFailingListenerTests {

	private static final JobKey REPORT = new JobKey("report");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
						TaskShutdownAutoConfiguration.class, QuartzShutdownAutoConfiguration.class))
		.withUserConfiguration(Reports.class);

	@Test
	void nextRunOnTheThreadIsCountedInItsPlace() {
		this.runner.run((context) -> {
			Report report = context.getBean(Report.class);
			Scheduler scheduler = context.getBean(Scheduler.class);
			report.released.release();
			scheduler.triggerJob(REPORT);
			awaitEnded(context.getBean(Failing.class), 1);
			scheduler.triggerJob(REPORT);
			List<String> runs = List.of(report.begun.take(), report.begun.take());
			assertThat(context.getBean(ActiveJobs.class).longest(10)).singleElement()
				.satisfies((job) -> assertThat(job.id()).isEqualTo(runs.get(1)));
			report.released.release();
		});
	}

	@Test
	void drainDoesNotWaitForIt() {
		this.runner.withPropertyValues("graceful-shutdown.drain.timeout=20s").run((context) -> {
			Report report = context.getBean(Report.class);
			report.released.release();
			context.getBean(Scheduler.class).triggerJob(REPORT);
			awaitEnded(context.getBean(Failing.class), 1);
			report.awaitIdle();
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			shutdown.quiesce(Type.CONTEXT_CLOSED);
			ShutdownReport.Jobs jobs = shutdown.report().jobs();
			assertThat(jobs.active()).isZero();
			assertThat(jobs.interrupted()).isEmpty();
		});
	}

	private static void awaitEnded(Failing listener, int runs) {
		Awaitility.await().until(() -> listener.ended.size() == runs);
	}

	@Configuration(proxyBeanMethods = false)
	static class Reports {

		@Bean
		Report report() {
			return new Report();
		}

		@Bean
		Failing failing() {
			return new Failing();
		}

		@Bean
		SchedulerFactoryBean scheduler(Report report, Failing listener) {
			JobDetail job = JobBuilder.newJob(Report.class).withIdentity(REPORT).storeDurably().build();
			SchedulerFactoryBean factory = new SchedulerFactoryBean();
			factory.setSchedulerName("failing-" + System.identityHashCode(report));
			factory.setJobFactory((bundle, scheduler) -> report);
			factory.setJobDetails(job);
			factory.setGlobalJobListeners(listener);
			Properties properties = new Properties();
			properties.setProperty(SchedulerFactoryBean.PROP_THREAD_COUNT, "1");
			factory.setQuartzProperties(properties);
			return factory;
		}

	}

	/**
	 * Runs until it is released.
	 */
	static class Report implements Job {

		private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

		private final Semaphore released = new Semaphore(0);

		private volatile Thread thread = Thread.currentThread();

		@Override
		public void execute(JobExecutionContext context) throws JobExecutionException {
			this.thread = Thread.currentThread();
			this.begun.add(context.getFireInstanceId());
			this.released.acquireUninterruptibly();
		}

		// Its thread waits for the next one
		private void awaitIdle() {
			Awaitility.await()
				.until(() -> List.of(this.thread.getStackTrace())
					.stream()
					.noneMatch((frame) -> frame.getClassName().endsWith("JobRunShell")));
		}

	}

	/**
	 * Fails at the end of a run.
	 */
	static class Failing extends JobListenerSupport {

		private final List<String> ended = new CopyOnWriteArrayList<>();

		@Override
		public String getName() {
			return "failing";
		}

		@Override
		public void jobWasExecuted(JobExecutionContext context, JobExecutionException exception) {
			this.ended.add(context.getFireInstanceId());
			throw new IllegalStateException("no database");
		}

	}

}
