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

import java.util.Set;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Has the executors and schedulers of the application count what they run. They do it
 * with a task decorator, which wraps the one that is there
 * ({@code org.springframework.boot.task.ThreadPoolTaskExecutorBuilder} sets one, and so
 * do users). A task of an executor counts from its acceptance on, one of a scheduler
 * while it runs; one of a {@link ThreadPoolTaskScheduler} without a decorator counts in
 * the drain only ({@link SchedulerRuns}). Of what adapts an executor of the JDK, those
 * count of which is known what they reject.
 *
 * @since 1.0.0
 */
public final class TaskExecutorPostProcessor implements BeanPostProcessor {

	private static final String DECORATOR = "taskDecorator";

	/**
	 * Executors that take each task until they are shut down, as those of
	 * {@code Executors.newVirtualThreadPerTaskExecutor()} and
	 * {@code newSingleThreadExecutor()}.
	 */
	private static final Set<String> TAKE_ALL = Set.of("java.util.concurrent.ForkJoinPool",
			"java.util.concurrent.ThreadPerTaskExecutor",
			"java.util.concurrent.Executors$AutoShutdownDelegatedExecutorService",
			"java.util.concurrent.Executors$FinalizableDelegatedExecutorService");

	private final TaskCounter counter;

	private final SchedulerThreads schedulerThreads = new SchedulerThreads();

	/**
	 * Creates a post-processor.
	 * @param counter what counts
	 */
	public TaskExecutorPostProcessor(TaskCounter counter) {
		this.counter = counter;
	}

	/**
	 * What counts the tasks.
	 * @return the counter, which may serve others
	 */
	public TaskCounter counter() {
		return this.counter;
	}

	/**
	 * The threads of schedulers whose runs are not counted one by one.
	 * @return them
	 */
	SchedulerThreads schedulerThreads() {
		return this.schedulerThreads;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (isCounting(bean)) {
			// The same one, under another name
			return bean;
		}
		if (bean instanceof ThreadPoolTaskExecutor executor) {
			PoolRejection rejection = new PoolRejection();
			executor.setTaskDecorator(new PoolDecorator(name, rejection, decorator(executor), this.counter));
		}
		else if (bean instanceof ThreadPoolTaskScheduler scheduler) {
			lookAfter(name, scheduler);
		}
		else if (bean instanceof SimpleAsyncTaskExecutor executor) {
			boolean mayReject = executor.isThrottleActive() || executor instanceof SimpleAsyncTaskScheduler;
			executor.setTaskDecorator(mayReject ? perRun(name, executor) : onAcceptance(name, executor));
		}
		else if (bean instanceof TaskExecutorAdapter || isConcurrentTaskExecutor(bean)) {
			return adapt(name, bean);
		}
		else {
			return bean;
		}
		this.counter.prepare();
		return bean;
	}

	// A scheduler gives its delayed and repeated tasks to another executor
	private static boolean isConcurrentTaskExecutor(Object bean) {
		return bean instanceof ConcurrentTaskExecutor && !(bean instanceof ConcurrentTaskScheduler);
	}

	private Object adapt(String name, Object adapter) {
		DirectFieldAccessor fields = new DirectFieldAccessor(adapter);
		Object executor = fields.getPropertyValue("concurrentExecutor");
		Counting counting = null;
		if (executor instanceof ThreadPoolExecutor pool && !(pool instanceof ScheduledThreadPoolExecutor)
				&& !(pool.getQueue() instanceof PriorityBlockingQueue)) {
			PoolRejection rejection = new PoolRejection();
			rejection.lookAfter(pool);
			counting = new PoolDecorator(name, rejection, decorator(adapter), this.counter);
		}
		else if (executor != null && TAKE_ALL.contains(executor.getClass().getName())) {
			counting = onAcceptance(name, adapter);
		}
		if (counting != null) {
			new BeanWrapperImpl(adapter).setPropertyValue(DECORATOR, counting);
			this.counter.prepare();
		}
		return adapter;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (target(bean) instanceof ThreadPoolTaskExecutor executor && !(executor instanceof SpringProxy)) {
			if (!(decorator(executor) instanceof PoolDecorator)) {
				// What a factory has made, as that of <task:executor>
				postProcessBeforeInitialization(executor, name);
			}
			// A subclass, or a mock, may keep no decorator or another one
			if (decorator(executor) instanceof PoolDecorator decorator) {
				lookAfter(executor, decorator);
			}
		}
		return bean;
	}

	private static boolean isCounting(Object bean) {
		return (bean instanceof ThreadPoolTaskExecutor || bean instanceof ThreadPoolTaskScheduler
				|| bean instanceof SimpleAsyncTaskExecutor || bean instanceof TaskExecutorAdapter
				|| bean instanceof ConcurrentTaskExecutor) && decorator(bean) instanceof Counting;
	}

	private static Object target(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		return (target != null) ? target : bean;
	}

	private static void lookAfter(ThreadPoolTaskExecutor executor, PoolDecorator decorator) {
		try {
			ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
			if (pool.getQueue() instanceof PriorityBlockingQueue) {
				// It compares tasks, as the application has made them
				executor.setTaskDecorator((task) -> decorate(decorator.own(), task));
			}
			else {
				decorator.rejection().lookAfter(pool);
			}
		}
		catch (IllegalStateException ex) {
			// a subclass with a pool of its own
		}
	}

	private void lookAfter(String name, ThreadPoolTaskScheduler scheduler) {
		if (decorator(scheduler) != null) {
			scheduler.setTaskDecorator(perRun(name, scheduler));
		}
		else {
			this.schedulerThreads.remember(name, scheduler);
		}
	}

	private Counting onAcceptance(String name, Object executor) {
		TaskDecorator own = decorator(executor);
		return (task) -> TaskCounter.isJob(task) ? this.counter.accepted(name, decorate(own, task), null)
				: decorate(own, task);
	}

	private Counting perRun(String name, Object executor) {
		TaskDecorator own = decorator(executor);
		return (task) -> {
			Runnable decorated = decorate(own, task);
			return TaskCounter.isJob(task) ? () -> this.counter.run(name, decorated) : decorated;
		};
	}

	private static Runnable decorate(@Nullable TaskDecorator decorator, Runnable task) {
		return (decorator != null) ? decorator.decorate(task) : task;
	}

	// There is no getter
	private static @Nullable TaskDecorator decorator(Object executor) {
		return (TaskDecorator) new DirectFieldAccessor(executor).getPropertyValue(DECORATOR);
	}

	// Has tasks counted
	private interface Counting extends TaskDecorator {

	}

	// Has the tasks of a pool counted, and knows who looks after those that it rejects
	private record PoolDecorator(String name, PoolRejection rejection, @Nullable TaskDecorator own,
			TaskCounter counter) implements Counting {

		@Override
		public Runnable decorate(Runnable task) {
			if (task instanceof CountedTask counted) {
				// Accepted before, and now again in the place of another one, or by
				// another pool
				counted.waitsFor(this.rejection);
				return task;
			}
			Runnable decorated = TaskExecutorPostProcessor.decorate(this.own, task);
			return TaskCounter.isJob(task) ? this.counter.accepted(this.name, decorated, this.rejection) : decorated;
		}

	}

}
