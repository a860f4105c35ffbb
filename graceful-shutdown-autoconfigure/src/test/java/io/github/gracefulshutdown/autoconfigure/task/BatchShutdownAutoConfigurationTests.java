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
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.task.BatchJobs;
import io.github.gracefulshutdown.task.BatchPostProcessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BatchShutdownAutoConfiguration}, with real jobs.
 */
@Timeout(60)
class BatchShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, TaskShutdownAutoConfiguration.class,
				BatchShutdownAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	private final ApplicationContextRunner batch = this.runner.withUserConfiguration(BatchFixture.Import.class)
		.withBean(RecordingLog.class);

	@Test
	void isThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(BatchPostProcessor.class)
			.hasSingleBean(BatchJobs.class));
	}

	@Test
	void isNotThereWithoutSpringBatch() {
		this.runner.withClassLoader(new FilteredClassLoader(AbstractJob.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BatchPostProcessor.class)
				.doesNotHaveBean(BatchJobs.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BatchPostProcessor.class)
				.doesNotHaveBean(BatchJobs.class));
	}

	@Test
	void drainWaitsForExecution() {
		this.batch.run((context) -> {
			BatchFixture.Chunks chunks = context.getBean(BatchFixture.Chunks.class);
			JobExecution execution = BatchFixture.start(context, Background::run);
			chunks.awaitBegun(1);
			CompletableFuture<Void> quiesced = quiesce(context);
			assertThat(context.getBean(ActiveJobs.class).longest(10)).singleElement().satisfies((job) -> {
				assertThat(job.name()).isEqualTo("import");
				assertThat(job.id()).isEqualTo("1");
			});
			assertThat(quiesced).isNotDone();
			chunks.released.release(2);
			Background.join(quiesced);
			assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
			assertThat(jobs(context).completed()).isOne();
			assertThat(jobs(context).interrupted()).isEmpty();
		});
	}

	@Test
	void executionAfterAnotherOneOnItsThreadIsCounted() {
		this.batch.run((context) -> {
			BatchFixture.Chunks chunks = context.getBean(BatchFixture.Chunks.class);
			ActiveJobs jobs = context.getBean(ActiveJobs.class);
			chunks.released.release(2);
			CompletableFuture<Void> both = Background.run(() -> {
				BatchFixture.start(context, Runnable::run);
				BatchFixture.start(context, Runnable::run);
			});
			chunks.awaitBegun(3);
			assertThat(jobs.active()).isOne();
			chunks.released.release(2);
			Background.join(both);
			assertThat(jobs.active()).isZero();
		});
	}

	@Test
	void executionStopsAfterItsChunkWhenHalfOfTheDrainHasPassed() {
		this.batch.withPropertyValues("graceful-shutdown.drain.timeout=4s").run((context) -> {
			BatchFixture.Chunks chunks = context.getBean(BatchFixture.Chunks.class);
			JobExecution execution = BatchFixture.start(context, Background::run);
			chunks.awaitBegun(1);
			CompletableFuture<Void> quiesced = quiesce(context);
			Awaitility.await().until(execution::isStopping);
			context.getBean(BatchJobs.class).drainSlow();
			assertThat(quiesced).isNotDone();
			chunks.released.release(2);
			Background.join(quiesced);
			assertStopped(context, execution);
			assertThat(chunks.begun).hasValue(1);
			assertThat(context.getBean(RecordingLog.class).events("batch-job-stopping")).as("told once").hasSize(1);
			assertThat(jobs(context).completed()).isZero();
		});
	}

	@Test
	void executionInTaskIsCountedOnceAndStops() {
		this.batch.withPropertyValues("graceful-shutdown.drain.timeout=4s").run((context) -> {
			BatchFixture.Chunks chunks = context.getBean(BatchFixture.Chunks.class);
			TaskExecutor executor = context.getBean(TaskExecutor.class);
			JobExecution execution = BatchFixture.start(context, executor::execute);
			chunks.awaitBegun(1);
			assertThat(context.getBean(ActiveJobs.class).active()).isOne();
			CompletableFuture<Void> quiesced = quiesce(context);
			Awaitility.await().until(execution::isStopping);
			chunks.released.release(2);
			Background.join(quiesced);
			assertStopped(context, execution);
			assertThat(jobs(context).completed()).as("the task").isOne();
		});
	}

	@Test
	void whatCannotStopIsInterrupted() {
		this.batch
			.withPropertyValues("graceful-shutdown.drain.timeout=100ms", "graceful-shutdown.drain.interrupt-window=20s")
			.run((context) -> {
				BatchFixture.Chunks chunks = context.getBean(BatchFixture.Chunks.class);
				BatchFixture.start(context, Background::run);
				chunks.awaitBegun(1);
				Background.join(quiesce(context));
				assertThat(chunks.interrupted.getCount()).isZero();
				assertThat(jobs(context).interrupted()).singleElement().satisfies((cut) -> {
					assertThat(cut.job().name()).isEqualTo("import");
					assertThat(cut.handBack()).isEqualTo(ShutdownReport.HandBack.NONE);
				});
			});
	}

	@Test
	void executionThatBeginsLaterDoesNothing() {
		this.batch.run((context) -> {
			context.getBean(BatchJobs.class).drainSlow();
			JobExecution execution = BatchFixture.start(context, Runnable::run);
			assertThat(execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
			assertThat(execution.getStepExecutions()).isEmpty();
		});
	}

	@Test
	void executionThatHasEndedIsLeftAlone() {
		this.batch.run((context) -> {
			context.getBean(BatchFixture.Chunks.class).released.release(2);
			JobExecution execution = BatchFixture.start(context, Runnable::run);
			context.getBean(BatchJobs.class).drainSlow();
			assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		});
	}

	@Test
	void taskletThatCanStopIsTold() {
		this.runner.withUserConfiguration(BatchFixture.Waiting.class).run((context) -> {
			BatchFixture.Wait tasklet = context.getBean(BatchFixture.Wait.class);
			JobExecution execution = BatchFixture.start(context, Background::run);
			Awaitility.await().until(() -> tasklet.waiting.get() == 1);
			context.getBean(BatchJobs.class).drainSlow();
			Awaitility.await().until(() -> !execution.isRunning() && !execution.isStopping());
			assertThat(execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
			assertThat(tasklet.toldOn).as("the context of its step").isEqualTo("wait");
		});
	}

	@Test
	void allAreToldAlthoughTheTaskletOfOneFails() {
		this.runner.withUserConfiguration(BatchFixture.Waiting.class).run((context) -> {
			BatchFixture.Wait tasklet = context.getBean(BatchFixture.Wait.class);
			tasklet.failure = new IllegalStateException("cannot stop");
			List<JobExecution> executions = List.of(BatchFixture.start(context, Background::run),
					BatchFixture.start(context, Background::run));
			Awaitility.await().until(() -> tasklet.waiting.get() == 2);
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(BatchJobs.class).drainSlow())
				.withMessage("cannot stop");
			assertThat(executions).allMatch(JobExecution::isStopping);
			tasklet.stopped.countDown();
		});
	}

	private static void assertStopped(ApplicationContext context, JobExecution execution) {
		assertThat(execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
		assertThat(execution.getStepExecutions()).extracting(StepExecution::getStatus)
			.isEqualTo(List.of(BatchStatus.STOPPED));
		assertThat(jobs(context).interrupted()).singleElement().satisfies((cut) -> {
			assertThat(cut.job().name()).isEqualTo("import");
			assertThat(cut.job().id()).isEqualTo("1");
			assertThat(cut.handBack()).isEqualTo(ShutdownReport.HandBack.SUCCESS);
		});
	}

	private static CompletableFuture<Void> quiesce(ApplicationContext context) {
		GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
		CompletableFuture<Void> quiesced = Background.run(() -> shutdown.quiesce(Type.CONTEXT_CLOSED));
		Awaitility.await().until(() -> shutdown.report().trigger() != null);
		return quiesced;
	}

	private static ShutdownReport.Jobs jobs(ApplicationContext context) {
		return context.getBean(GracefulShutdown.class).report().jobs();
	}

}
