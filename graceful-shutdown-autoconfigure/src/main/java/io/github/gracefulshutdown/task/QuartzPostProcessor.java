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
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.quartz.ListenerManager;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/**
 * Has the Quartz schedulers of the application count the runs of their jobs. A run that
 * the drain cuts is interrupted by its thread, not by
 * {@code org.quartz.InterruptableJob}.
 * <p>
 * Spring Boot alone closes the application under a run, unless
 * {@code spring.quartz.wait-for-jobs-to-complete-on-shutdown} is set, which waits without
 * bound.
 *
 * @since 1.0.0
 */
public final class QuartzPostProcessor implements DestructionAwareBeanPostProcessor {

	private final QuartzRuns runs;

	private final List<Scheduler> schedulers = new CopyOnWriteArrayList<>();

	/**
	 * Creates a post-processor.
	 * @param counter what counts
	 */
	public QuartzPostProcessor(TaskCounter counter) {
		this.runs = new QuartzRuns(counter);
	}

	/**
	 * The schedulers that exist.
	 * @return them, in the order in which they were made
	 */
	List<Scheduler> schedulers() {
		return this.schedulers;
	}

	// Before it starts, and after the listeners of the application
	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof SchedulerFactoryBean factory) {
			lookAfter(factory.getScheduler());
		}
		else if (bean instanceof Scheduler scheduler) {
			lookAfter(scheduler);
		}
		return bean;
	}

	// A factory and its product are both beans
	private void lookAfter(@Nullable Scheduler scheduler) {
		// A mock has none, and is none
		if (scheduler == null || this.schedulers.contains(scheduler)) {
			return;
		}
		try {
			ListenerManager listeners = scheduler.getListenerManager();
			if (listeners != null) {
				listeners.addJobListener(this.runs);
				this.schedulers.add(scheduler);
			}
		}
		catch (SchedulerException ex) {
			// one of another process
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof SchedulerFactoryBean || bean instanceof Scheduler;
	}

	// Before the job store closes
	@Override
	public void postProcessBeforeDestruction(Object bean, String name) {
		this.runs.awaitNoted();
	}

}
