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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.Background;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/**
 * Jobs of Spring Batch whose progress a test decides on.
 */
final class BatchFixture {

	private BatchFixture() {
	}

	/**
	 * Starts an execution of the job.
	 * @param context the application context
	 * @param executor where
	 * @return it
	 */
	static JobExecution start(ApplicationContext context, TaskExecutor executor) {
		JobRepository repository = context.getBean(JobRepository.class);
		Job job = context.getBean(Job.class);
		JobParameters parameters = new JobParameters();
		JobExecution execution = repository.createJobExecution(repository.createJobInstance(job.getName(), parameters),
				parameters, new ExecutionContext());
		executor.execute(() -> execute(job, execution));
		return execution;
	}

	private static void execute(Job job, JobExecution execution) {
		try {
			job.execute(execution);
		}
		catch (JobInterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A job of two chunks.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Import {

		@Bean
		JobRepository repository() {
			return new ResourcelessJobRepository();
		}

		@Bean
		Chunks chunks() {
			return new Chunks();
		}

		@Bean
		Job job(JobRepository repository, Chunks chunks) {
			Step step = new StepBuilder("load", repository)
				.tasklet((contribution, context) -> chunks.next(), new ResourcelessTransactionManager())
				.build();
			return new JobBuilder("import", repository).start(step).build();
		}

	}

	/**
	 * Two of them in each execution, each of which takes until it is released.
	 */
	static class Chunks {

		final AtomicInteger begun = new AtomicInteger();

		final Semaphore released = new Semaphore(0);

		final CountDownLatch interrupted = new CountDownLatch(1);

		private RepeatStatus next() {
			int number = this.begun.incrementAndGet();
			try {
				this.released.acquire();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
				throw new IllegalStateException(ex);
			}
			return RepeatStatus.continueIf(number % 2 == 1);
		}

		void awaitBegun(int number) {
			Awaitility.await().until(() -> this.begun.get() == number);
		}

	}

	/**
	 * A job of one step that waits until it is told.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Waiting {

		@Bean
		JobRepository repository() {
			return new ResourcelessJobRepository();
		}

		@Bean
		Wait waitTasklet() {
			return new Wait();
		}

		@Bean
		Job job(JobRepository repository, Wait tasklet) {
			Step step = new StepBuilder("wait", repository).tasklet(tasklet, new ResourcelessTransactionManager())
				.build();
			return new JobBuilder("waiting", repository).start(step).build();
		}

	}

	/**
	 * Waits until it is told to stop.
	 */
	static class Wait implements StoppableTasklet {

		final CountDownLatch stopped = new CountDownLatch(1);

		final AtomicInteger waiting = new AtomicInteger();

		volatile @Nullable RuntimeException failure;

		volatile String toldOn = "";

		@Override
		public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) {
			this.waiting.incrementAndGet();
			Background.await(this.stopped);
			return RepeatStatus.FINISHED;
		}

		@Override
		@SuppressWarnings("removal")
		public void stop() {
			this.toldOn = StepSynchronizationManager.getContext().getStepName();
			if (this.failure != null) {
				throw this.failure;
			}
			this.stopped.countDown();
		}

	}

}
