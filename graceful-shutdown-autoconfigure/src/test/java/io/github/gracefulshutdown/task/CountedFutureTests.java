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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.ShutdownClock;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CountedFuture}: what applications do with the futures that a pool
 * holds works as without us.
 */
@Timeout(30)
class CountedFutureTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final TaskExecutorPostProcessor processor = new TaskExecutorPostProcessor(new TaskCounter(() -> this.jobs));

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger ran = new AtomicInteger();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void handlerCancelsWhatItRejects() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setRejectedExecutionHandler((task, executor) -> {
			if (task instanceof Future<?> future) {
				future.cancel(true);
			}
		});
		pool(pool, 0).execute(this::block);
		Future<Integer> rejected = pool.submit(this.ran::incrementAndGet);
		assertThat(rejected).isCancelled();
		assertThat(this.jobs.active()).isOne();
	}

	@Test
	void cancelledTasksArePurgedAndForgotten() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 10);
		pool.execute(this::block);
		pool.submit(this.ran::incrementAndGet).cancel(false);
		pool.submit(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(3);
		pool.getThreadPoolExecutor().purge();
		assertThat(pool.getThreadPoolExecutor().getQueue()).hasSize(1);
		assertThat(this.jobs.active()).isEqualTo(2);
		this.released.countDown();
		Awaitility.await().until(() -> this.jobs.active() == 0);
		assertThat(this.ran).hasValue(1);
	}

	@Test
	void poolSeesHowItEnded() throws Exception {
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor() {

			@Override
			protected void afterExecute(Runnable task, @Nullable Throwable ex) {
				try {
					((Future<?>) task).get();
				}
				catch (InterruptedException | ExecutionException failed) {
					failure.complete(failed.getCause());
				}
			}

		};
		pool(pool, 10).submit(() -> {
			throw new IllegalStateException("broken");
		});
		assertThat(failure).succeedsWithin(Background.PATIENCE).satisfies((ex) -> assertThat(ex).hasMessage("broken"));
	}

	private void block() {
		Background.await(this.released);
	}

	private ThreadPoolTaskExecutor pool(ThreadPoolTaskExecutor pool, int queue) {
		pool.setDaemon(true);
		pool.setCorePoolSize(1);
		pool.setMaxPoolSize(1);
		pool.setQueueCapacity(queue);
		this.processor.postProcessBeforeInitialization(pool, "pool");
		pool.afterPropertiesSet();
		this.processor.postProcessAfterInitialization(pool, "pool");
		return pool;
	}

}
