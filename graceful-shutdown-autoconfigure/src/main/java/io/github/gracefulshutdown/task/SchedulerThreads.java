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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The threads of schedulers. A {@link ThreadPoolTaskScheduler} has nothing that could be
 * told of each run without harm: with a task decorator it compares tasks by two readings
 * of the clock, so that tasks for the same moment may run in another order, and does not
 * forget what is cancelled. So its threads are looked at when that is needed.
 */
final class SchedulerThreads {

	private static final List<String> SCHEDULING = List.of("java.", "jdk.", "org.springframework.scheduling.");

	// What counts by itself, and what only waits for something to do
	private static final List<String> NO_TASK = List.of(CountingTaskScheduler.class.getName(),
			"org.springframework.integration.endpoint.PollingConsumer.receiveMessage",
			"org.springframework.cloud.consul.config.ConfigWatch.",
			"org.springframework.cloud.consul.discovery.ConsulCatalogWatch.");

	private final Map<Thread, String> schedulers = Collections.synchronizedMap(new WeakHashMap<>());

	/**
	 * Remembers the threads of a scheduler.
	 * @param name its name
	 * @param scheduler the scheduler, which has none yet
	 */
	void remember(String name, ThreadPoolTaskScheduler scheduler) {
		ThreadFactory original = factory(scheduler);
		scheduler.setThreadFactory((runnable) -> {
			Thread thread = original.newThread(runnable);
			this.schedulers.put(thread, name);
			return thread;
		});
	}

	// There are no getters
	private static ThreadFactory factory(ThreadPoolTaskScheduler scheduler) {
		DirectFieldAccessor fields = new DirectFieldAccessor(scheduler);
		if (Boolean.TRUE.equals(fields.getPropertyValue("virtualThreads"))) {
			// As in ExecutorConfigurationSupport.initializeExecutor, with a prefix that
			// may be set later
			return (runnable) -> new VirtualThreadTaskExecutor(scheduler.getThreadNamePrefix())
				.getVirtualThreadFactory()
				.newThread(runnable);
		}
		ThreadFactory factory = (ThreadFactory) fields.getPropertyValue("threadFactory");
		return (factory != null) ? factory : scheduler;
	}

	/**
	 * The threads that run a task at this moment.
	 * @return them
	 */
	List<Thread> busy() {
		List<Thread> threads;
		synchronized (this.schedulers) {
			threads = new ArrayList<>(this.schedulers.keySet());
		}
		return threads.stream().filter(SchedulerThreads::isBusy).toList();
	}

	/**
	 * Whose thread it is.
	 * @param thread one of the threads
	 * @return the name of its scheduler
	 */
	String scheduler(Thread thread) {
		return this.schedulers.getOrDefault(thread, "scheduler");
	}

	/**
	 * Whether a thread is at work on a task that does not count by itself. One that is in
	 * nothing but the JDK and the scheduler is about to begin a task, or has just ended
	 * one.
	 * @param thread the thread
	 * @return whether it does
	 */
	static boolean isBusy(Thread thread) {
		List<String> methods = Frames.above(FutureTask.class, thread);
		return methods.stream().noneMatch((name) -> startsWithAny(name, NO_TASK))
				&& methods.stream().anyMatch((name) -> !startsWithAny(name, SCHEDULING));
	}

	private static boolean startsWithAny(String name, List<String> prefixes) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

}
