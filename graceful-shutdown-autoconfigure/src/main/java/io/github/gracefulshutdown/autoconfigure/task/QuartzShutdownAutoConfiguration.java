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

import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.task.QuartzPostProcessor;
import io.github.gracefulshutdown.task.QuartzTriggers;
import io.github.gracefulshutdown.task.TaskExecutorPostProcessor;
import org.quartz.Scheduler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/**
 * Auto-configuration for Quartz.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TaskShutdownAutoConfiguration.class)
@ConditionalOnClass({ Scheduler.class, SchedulerFactoryBean.class })
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class QuartzShutdownAutoConfiguration {

	QuartzShutdownAutoConfiguration() {
	}

	@Bean
	static QuartzPostProcessor gracefulShutdownQuartzPostProcessor(TaskExecutorPostProcessor executors) {
		return new QuartzPostProcessor(executors.counter());
	}

	@Bean
	QuartzTriggers gracefulShutdownQuartzTriggers(QuartzPostProcessor quartz) {
		return new QuartzTriggers(quartz);
	}

}
