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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchShutdownAutoConfiguration} with listeners of the application.
 */
@Timeout(60)
class BatchListenerTests {

	private final ApplicationContextRunner batch = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
						TaskShutdownAutoConfiguration.class, BatchShutdownAutoConfiguration.class))
		.withUserConfiguration(BatchFixture.Import.class);

	@Test
	void listenersOfTheApplicationArePartOfTheExecution() {
		this.batch.run((context) -> {
			ActiveJobs jobs = context.getBean(ActiveJobs.class);
			List<Long> active = new CopyOnWriteArrayList<>();
			context.getBean(AbstractJob.class)
				.registerJobExecutionListener(new Listener(() -> active.add(jobs.active())));
			context.getBean(BatchFixture.Chunks.class).released.release(2);
			BatchFixture.start(context, Runnable::run);
			assertThat(active).containsExactly(1L, 1L);
			assertThat(jobs.active()).isZero();
		});
	}

	@Test
	void drainDoesNotWaitForExecutionWhoseListenerHasFailed() {
		this.batch.withPropertyValues("graceful-shutdown.drain.timeout=20s").run((context) -> {
			context.getBean(AbstractJob.class).registerJobExecutionListener(new Listener(BatchListenerTests::fail));
			BatchFixture.start(context, Runnable::run);
			assertThat(context.getBean(ActiveJobs.class).active()).as("not told of the end").isOne();
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			shutdown.quiesce(Type.CONTEXT_CLOSED);
			assertThat(shutdown.report().jobs().active()).isZero();
			assertThat(shutdown.report().jobs().interrupted()).isEmpty();
		});
	}

	@Test
	void nextExecutionOnTheThreadIsCountedInItsPlace() {
		this.batch.run((context) -> {
			AtomicInteger calls = new AtomicInteger();
			context.getBean(AbstractJob.class).registerJobExecutionListener(new Listener(() -> {
				if (calls.incrementAndGet() == 2) {
					fail();
				}
			}));
			context.getBean(BatchFixture.Chunks.class).released.release(4);
			BatchFixture.start(context, Runnable::run);
			BatchFixture.start(context, Runnable::run);
			assertThat(calls).hasValue(4);
			assertThat(context.getBean(ActiveJobs.class).active()).isZero();
		});
	}

	private static void fail() {
		throw new IllegalStateException("no file");
	}

	/**
	 * Does the same at the beginning and at the end.
	 */
	private record Listener(Runnable action) implements JobExecutionListener, Ordered {

		@Override
		public void beforeJob(JobExecution execution) {
			this.action.run();
		}

		@Override
		public void afterJob(JobExecution execution) {
			this.action.run();
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

}
