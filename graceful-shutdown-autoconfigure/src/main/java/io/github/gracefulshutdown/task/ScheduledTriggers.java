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
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ShutdownParticipant;

import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Counts the runs of {@code @Scheduled} methods, and lets their triggers fire no more
 * from the trigger of the shutdown on. What runs then is not interrupted, and what the
 * application itself has given to a scheduler still runs.
 *
 * @since 1.0.0
 */
public final class ScheduledTriggers implements SchedulingConfigurer, ShutdownParticipant, Ordered {

	private final TaskCounter counter;

	private final Supplier<Stream<ScheduledTaskHolder>> holders;

	private volatile List<ScheduledTaskHolder> known = List.of();

	/**
	 * Creates an object that knows of no trigger yet.
	 * @param counter what counts
	 * @param holders who holds the tasks
	 */
	public ScheduledTriggers(TaskCounter counter, Supplier<Stream<ScheduledTaskHolder>> holders) {
		this.counter = counter;
		this.holders = holders;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		TaskScheduler scheduler = registrar.getScheduler();
		if (scheduler != null) {
			this.counter.prepare();
			registrar.setTaskScheduler(new CountingTaskScheduler(scheduler, this.counter));
		}
		// Now, as looking for beans takes its time at the end
		this.known = this.holders.get().toList();
	}

	@Override
	public void shutdownStarted() {
		for (ScheduledTaskHolder holder : this.known) {
			for (ScheduledTask task : holder.getScheduledTasks()) {
				task.cancel(false);
			}
		}
	}

	/**
	 * After those of the application, which may choose the scheduler.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
