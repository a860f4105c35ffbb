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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.ShutdownClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolRejection} with handlers and queues of the application, on real
 * executors.
 */
@Timeout(30)
class PoolRejectionTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final TaskExecutorPostProcessor processor = new TaskExecutorPostProcessor(new TaskCounter(() -> this.jobs));

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger ran = new AtomicInteger();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void taskThatHandlerDropsIsForgotten() {
		ThreadPoolTaskExecutor pool = rejecting((task, executor) -> {
		}, 1);
		pool.execute(this::block);
		pool.execute(this.ran::incrementAndGet);
		pool.execute(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(2);
		this.released.countDown();
		awaitIdle();
		assertThat(this.ran).hasValue(1);
	}

	@Test
	void taskThatHandlerRunsLaterCountsWhileItRuns() {
		List<Runnable> kept = new ArrayList<>();
		ThreadPoolTaskExecutor pool = rejecting((task, executor) -> kept.add(task), 0);
		pool.execute(this::block);
		pool.execute(() -> this.ran.set((int) this.jobs.active()));
		assertThat(this.jobs.active()).isEqualTo(1);
		kept.get(0).run();
		assertThat(this.ran).hasValue(2);
		assertThat(this.jobs.active()).isEqualTo(1);
	}

	@Test
	void taskThatHandlerQueuesIsCounted() {
		AtomicReference<Runnable> removed = new AtomicReference<>();
		ThreadPoolTaskExecutor pool = rejecting((task, executor) -> {
			removed.set(executor.getQueue().remove());
			executor.getQueue().add(task);
		}, 1);
		pool.execute(this::block);
		pool.execute(() -> this.ran.addAndGet(10));
		pool.execute(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(3);
		this.released.countDown();
		removed.get().run();
		awaitIdle();
		assertThat(this.ran).hasValue(11);
	}

	@Test
	void taskThatHandlerGivesToAnotherPoolIsCounted() {
		ThreadPoolTaskExecutor other = pool(new ThreadPoolTaskExecutor(), 10);
		other.execute(this::block);
		ThreadPoolTaskExecutor pool = rejecting((task, executor) -> other.execute(task), 0);
		pool.execute(this::block);
		pool.execute(this.ran::incrementAndGet);
		assertThat(this.jobs.active()).isEqualTo(3);
		this.released.countDown();
		awaitIdle();
		assertThat(this.ran).hasValue(1);
	}

	@Test
	void taskThatIsOnItsWayIntoThePoolCountsAnew() {
		PoolRejection rejection = new PoolRejection();
		ThreadPoolTaskExecutor pool = pool(new ThreadPoolTaskExecutor(), 10);
		rejection.lookAfter(pool.getThreadPoolExecutor());
		CountedTask task = (CountedTask) new TaskCounter(() -> this.jobs).accepted("pool",
				() -> this.ran.set((int) this.jobs.active()), rejection);
		assertThat(task.isLost()).isTrue();
		this.jobs.drop(task);
		assertThat(this.jobs.active()).isZero();
		task.run();
		assertThat(this.ran).hasValue(1);
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void poolBehindAProxyIsLookedAfter() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setDaemon(true);
		pool.setTaskDecorator((task) -> () -> {
			this.ran.addAndGet(10);
			task.run();
		});
		this.processor.postProcessBeforeInitialization(pool, "pool");
		pool.afterPropertiesSet();
		ProxyFactory factory = new ProxyFactory(pool);
		factory.setProxyTargetClass(true);
		ThreadPoolTaskExecutor proxy = (ThreadPoolTaskExecutor) factory.getProxy();
		this.processor.postProcessAfterInitialization(proxy, "pool");
		assertThat(pool.getThreadPoolExecutor().getRejectedExecutionHandler()).isInstanceOf(PoolRejection.class);
		proxy.execute(this.ran::incrementAndGet);
		awaitIdle();
		assertThat(this.ran).hasValue(11);
	}

	@Test
	void tasksOfPriorityQueueAreLeftAsTheyAre() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor() {

			@Override
			protected BlockingQueue<Runnable> createQueue(int capacity) {
				return new PriorityBlockingQueue<>();
			}

		};
		List<Runnable> decorated = new CopyOnWriteArrayList<>();
		pool.setTaskDecorator((task) -> {
			decorated.add(task);
			return task;
		});
		pool(pool, 10);
		List<Integer> order = new CopyOnWriteArrayList<>();
		pool.execute(new Prioritized(0, this::block));
		pool.execute(new Prioritized(2, () -> order.add(2)));
		pool.execute(new Prioritized(1, () -> order.add(1)));
		assertThat(this.jobs.active()).isZero();
		this.released.countDown();
		Awaitility.await().until(() -> order.size() == 2);
		assertThat(order).containsExactly(1, 2);
		assertThat(decorated).hasSize(3);
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
		return pool(pool, queue);
	}

	// As a bean factory does
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

	private record Prioritized(int priority, Runnable task) implements Runnable, Comparable<Prioritized> {

		@Override
		public void run() {
			this.task.run();
		}

		@Override
		public int compareTo(Prioritized other) {
			return Integer.compare(this.priority, other.priority);
		}

	}

}
