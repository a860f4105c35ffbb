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

package io.github.gracefulshutdown.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.ShutdownClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaskExecutorPostProcessor} with an executor that several beans are, as
 * Spring Boot's is with STOMP, and with one of virtual threads.
 */
@Timeout(30)
class SharedExecutorTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final TaskExecutorPostProcessor processor = new TaskExecutorPostProcessor(new TaskCounter(() -> this.jobs));

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void taskOfSimpleExecutorCountsOnce() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		register(executor);
		block(executor);
		assertThat(this.jobs.active()).isOne();
	}

	@Test
	void taskOfPoolCountsOnceAndRejectedOneIsForgotten() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setMaxPoolSize(1);
		pool.setQueueCapacity(1);
		pool.setDaemon(true);
		register(pool);
		block(pool);
		block(pool);
		assertThat(this.jobs.active()).isEqualTo(2);
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> block(pool));
		assertThat(this.jobs.active()).isEqualTo(2);
		this.released.countDown();
		Awaitility.await().until(() -> this.jobs.active() == 0);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void schedulerOfVirtualThreadsKeepsThem() throws Exception {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setVirtualThreads(true);
		this.processor.postProcessBeforeInitialization(scheduler, "scheduler");
		scheduler.setThreadNamePrefix("own-");
		scheduler.afterPropertiesSet();
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		scheduler.execute(() -> thread.complete(Thread.currentThread()));
		assertThat(thread).succeedsWithin(Background.PATIENCE)
			.satisfies((each) -> assertThat(each.toString()).startsWith("VirtualThread[").contains("own-"));
		scheduler.shutdown();
	}

	private void register(Object executor) {
		for (String name : List.of("executor", "inbound", "outbound")) {
			this.processor.postProcessBeforeInitialization(executor, name);
			if (executor instanceof ThreadPoolTaskExecutor pool) {
				pool.afterPropertiesSet();
			}
			this.processor.postProcessAfterInitialization(executor, name);
		}
	}

	private void block(Executor executor) {
		executor.execute(() -> Background.await(this.released));
	}

}
