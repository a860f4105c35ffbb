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

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.task.ScheduledTriggers;
import io.github.gracefulshutdown.task.SchedulerRuns;
import io.github.gracefulshutdown.task.TaskCounter;
import io.github.gracefulshutdown.task.TaskExecutorPostProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration for task executors and schedulers.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class TaskShutdownAutoConfiguration {

	TaskShutdownAutoConfiguration() {
	}

	// Static, and needs no bean: it has to be there before all others
	@Bean
	static TaskExecutorPostProcessor gracefulShutdownTaskExecutorPostProcessor(ObjectProvider<ActiveJobs> jobs) {
		return new TaskExecutorPostProcessor(new TaskCounter(SingletonSupplier.of(jobs::getObject)));
	}

	@Bean
	SchedulerRuns gracefulShutdownSchedulerRuns(TaskExecutorPostProcessor executors, ActiveJobs jobs,
			ShutdownSignal signal) {
		return new SchedulerRuns(executors, jobs, signal);
	}

	@Bean
	ScheduledTriggers gracefulShutdownScheduledTriggers(TaskExecutorPostProcessor executors,
			ObjectProvider<ScheduledTaskHolder> holders) {
		return new ScheduledTriggers(executors.counter(), holders::stream);
	}

}
