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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownReport.Job;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaskExecutorPostProcessor}, on real executors.
 */
@Timeout(30)
class TaskExecutorPostProcessorTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final TaskExecutorPostProcessor processor = new TaskExecutorPostProcessor(new TaskCounter(() -> this.jobs));

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger ran = new AtomicInteger();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void poolCountsFromAcceptanceToEnd() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 1, 10);
		pool.execute(this::block);
		pool.submit(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(2);
		this.released.countDown();
		awaitIdle();
		assertThat(this.ran).hasValue(1);
	}

	@Test
	void runningTaskIsNamedAfterItsCodeAndWaitingOneAfterItsExecutor() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 1, 10);
		pool.execute(this::block);
		pool.execute(this::block);
		Awaitility.await().until(() -> this.jobs.longest(1).get(0).id().startsWith("pool-"));
		List<Job> longest = this.jobs.longest(2);
		assertThat(longest.get(0).name()).isEqualTo("Background.await");
		assertThat(longest.get(0).id()).isEqualTo("pool-1");
		assertThat(longest.get(1).name()).isEqualTo("pool");
		assertThat(longest.get(1).id()).isEqualTo("waiting");
	}

	@Test
	void poolThatAFactoryHasMadeCounts() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setDaemon(true);
		pool.afterPropertiesSet();
		this.processor.postProcessAfterInitialization(pool, "pool");
		pool.execute(this::block);
		assertThat(this.jobs.active()).isOne();
	}

	@Test
	void failingTaskEnds() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 1, 10);
		CompletableFuture<Void> failing = pool.submitCompletable(() -> {
			throw new IllegalStateException("broken");
		});
		assertThat(failing).failsWithin(Background.PATIENCE);
		awaitIdle();
	}

	@Test
	void decoratorThatIsThereStillDecorates() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setTaskDecorator((task) -> () -> {
			this.ran.addAndGet(10);
			task.run();
		});
		pool(pool, 1, 10).execute(this.ran::incrementAndGet);
		awaitIdle();
		assertThat(this.ran).hasValue(11);
	}

	@Test
	void rejectedTaskIsForgotten() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 1, 0);
		pool.execute(this::block);
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> pool.execute(this::block));
		assertThat(this.jobs.active()).isEqualTo(1);
	}

	@Test
	void discardedTaskIsForgotten() {
		ThreadPoolTaskExecutor pool = rejecting(new ThreadPoolExecutor.DiscardPolicy(), 0);
		pool.execute(this::block);
		pool.execute(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(1);
	}

	@Test
	void oldestTaskIsForgottenWhenItIsDiscarded() {
		ThreadPoolTaskExecutor pool = rejecting(new ThreadPoolExecutor.DiscardOldestPolicy(), 1);
		pool.execute(this::block);
		pool.execute(() -> this.ran.addAndGet(100));
		pool.execute(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(2);
		this.released.countDown();
		awaitIdle();
		assertThat(this.ran).hasValue(1);
	}

	@Test
	void taskThatItsCallerRunsIsCounted() {
		ThreadPoolTaskExecutor pool = rejecting(new ThreadPoolExecutor.CallerRunsPolicy(), 0);
		pool.execute(this::block);
		pool.execute(() -> this.ran.set((int) this.jobs.active()));
		assertThat(this.ran).hasValue(2);
		assertThat(this.jobs.active()).isEqualTo(1);
	}

	@Test
	void taskThatIsDroppedInSilenceIsLost() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 1, 10);
		pool.execute(this::block);
		pool.execute(this.ran::incrementAndGet);
		pool.getThreadPoolExecutor().getQueue().clear();
		this.released.countDown();
		Awaitility.await().until(() -> pool.getActiveCount() == 0);
		assertThat(this.jobs.active()).isEqualTo(1);
		PoolRejection rejection = (PoolRejection) pool.getThreadPoolExecutor().getRejectedExecutionHandler();
		assertThat(rejection.hasDropped(() -> {
		})).isTrue();
	}

	@Test
	void longLivedTaskIsNoJob() {
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 1, 10);
		pool.execute(new SchedulingAwareRunnable() {

			@Override
			public void run() {
				block();
			}

			@Override
			public boolean isLongLived() {
				return true;
			}

		});
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void simpleExecutorCountsFromAcceptance() {
		SimpleAsyncTaskExecutor executor = init(new SimpleAsyncTaskExecutor("simple-"));
		executor.execute(this::block);
		assertThat(this.jobs.active()).isEqualTo(1);
		this.released.countDown();
		awaitIdle();
	}

	@Test
	void throttledExecutorCountsWhatRuns() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("simple-");
		executor.setConcurrencyLimit(1);
		executor.setRejectTasksWhenLimitReached(true);
		init(executor);
		executor.execute(this::block);
		Awaitility.await().until(() -> this.jobs.active() == 1);
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(this::block));
		assertThat(this.jobs.active()).isEqualTo(1);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsCount() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
		executor.setVirtualThreads(true);
		init(executor);
		for (int i = 0; i < 1000; i++) {
			executor.execute(this::block);
		}
		assertThat(this.jobs.active()).isEqualTo(1000);
		this.released.countDown();
		awaitIdle();
	}

	@Test
	void decoratedSchedulerCountsEachRunWhileItRuns() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setTaskDecorator((task) -> task);
		init(scheduler);
		scheduler.schedule(this.ran::incrementAndGet, Instant.now().plusSeconds(3600));
		assertThat(this.jobs.active()).isZero();
		AtomicInteger active = new AtomicInteger();
		scheduler.scheduleAtFixedRate(() -> active.set((int) this.jobs.active() + this.ran.incrementAndGet()),
				Duration.ofMillis(1));
		Awaitility.await().until(() -> this.ran.get() > 3);
		assertThat(active.get()).isGreaterThan(3);
		scheduler.getScheduledExecutor().shutdownNow();
		awaitIdle();
	}

	@Test
	void simpleSchedulerCountsWhatItRuns() {
		SimpleAsyncTaskScheduler scheduler = init(new SimpleAsyncTaskScheduler());
		scheduler.schedule(this::block, Instant.now());
		Awaitility.await().until(() -> this.jobs.active() == 1);
		this.released.countDown();
		awaitIdle();
		scheduler.close();
	}

	private void block() {
		Background.await(this.released);
	}

	private void awaitIdle() {
		Awaitility.await().until(() -> this.jobs.active() == 0);
	}

	private ThreadPoolTaskExecutor rejecting(RejectedExecutionHandler handler, int queue) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setRejectedExecutionHandler(handler);
		return pool(pool, 1, queue);
	}

	private ThreadPoolTaskExecutor pool(ThreadPoolTaskExecutor pool, int size, int queue) {
		pool.setThreadNamePrefix("pool-");
		pool.setDaemon(true);
		pool.setCorePoolSize(size);
		pool.setMaxPoolSize(size);
		pool.setQueueCapacity(queue);
		return init(pool);
	}

	// As a bean factory does
	private <T> T init(T bean) {
		this.processor.postProcessBeforeInitialization(bean, "pool");
		if (bean instanceof InitializingBean initializing) {
			try {
				initializing.afterPropertiesSet();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
		this.processor.postProcessAfterInitialization(bean, "pool");
		return bean;
	}

}
