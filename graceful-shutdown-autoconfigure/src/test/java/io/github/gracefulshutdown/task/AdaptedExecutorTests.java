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

import java.lang.reflect.Method;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaskExecutorPostProcessor} with beans that adapt an executor of the
 * JDK.
 */
@Timeout(30)
class AdaptedExecutorTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final TaskExecutorPostProcessor processor = new TaskExecutorPostProcessor(new TaskCounter(() -> this.jobs));

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger ran = new AtomicInteger();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@ParameterizedTest
	@MethodSource("executors")
	void countsFromAcceptanceToEnd(ExecutorService executor) {
		AsyncTaskExecutor adapter = process(new TaskExecutorAdapter(executor));
		adapter.execute(this::block);
		adapter.submit(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(2);
		this.released.countDown();
		awaitIdle();
		assertThat(this.ran).hasValue(1);
		executor.shutdownNow();
	}

	static Stream<ExecutorService> executors() {
		return Stream.of(Executors.newFixedThreadPool(1), Executors.newSingleThreadExecutor(), new ForkJoinPool(1));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void countsOnVirtualThreads() throws Exception {
		Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
		ExecutorService executor = (ExecutorService) factory.invoke(null);
		AsyncTaskExecutor adapter = process(new TaskExecutorAdapter(executor));
		adapter.execute(this::block);
		assertThat(this.jobs.active()).isOne();
		this.released.countDown();
		awaitIdle();
		executor.shutdownNow();
	}

	@Test
	void rejectedTaskIsForgotten() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
		AsyncTaskExecutor adapter = process(new ConcurrentTaskExecutor(pool));
		adapter.execute(this::block);
		adapter.execute(this::block);
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> adapter.execute(this::block));
		assertThat(this.jobs.active()).isEqualTo(2);
		pool.shutdownNow();
	}

	@Test
	void decoratorThatIsThereStillDecorates() {
		TaskExecutorAdapter adapter = new TaskExecutorAdapter(new ForkJoinPool(1));
		adapter.setTaskDecorator((task) -> () -> {
			this.ran.addAndGet(10);
			task.run();
		});
		process(adapter).execute(this.ran::incrementAndGet);
		awaitIdle();
		assertThat(this.ran).hasValue(11);
	}

	@Test
	void countsOnceUnderTwoNames() {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		TaskExecutorAdapter adapter = new TaskExecutorAdapter(executor);
		process(adapter);
		process(adapter).execute(this::block);
		assertThat(this.jobs.active()).isOne();
		executor.shutdownNow();
	}

	@ParameterizedTest
	@MethodSource("unknownExecutors")
	void leavesAloneWhatMayDropOrCompareTasks(Executor executor) {
		process(new ConcurrentTaskExecutor(executor)).execute(this::block);
		assertThat(this.jobs.active()).isZero();
	}

	static Stream<Executor> unknownExecutors() {
		return Stream.of((task) -> new Thread(task).start(),
				new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>()),
				new ScheduledThreadPoolExecutor(1));
	}

	@Test
	void leavesSchedulersAlone() {
		ExecutorService executor = Executors.newFixedThreadPool(1);
		ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1);
		process(new ConcurrentTaskScheduler(executor, later)).execute(this::block);
		assertThat(this.jobs.active()).isZero();
		executor.shutdownNow();
		later.shutdownNow();
	}

	private AsyncTaskExecutor process(AsyncTaskExecutor adapter) {
		assertThat(this.processor.postProcessBeforeInitialization(adapter, "adapter")).isSameAs(adapter);
		assertThat(this.processor.postProcessAfterInitialization(adapter, "adapter")).isSameAs(adapter);
		return adapter;
	}

	private void block() {
		Background.await(this.released);
	}

	private void awaitIdle() {
		Awaitility.await().until(() -> this.jobs.active() == 0);
	}

}
