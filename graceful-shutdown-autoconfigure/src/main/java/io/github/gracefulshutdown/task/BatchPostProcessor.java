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

import java.util.function.Supplier;

import io.github.gracefulshutdown.ActiveJobs;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has the jobs of Spring Batch that are beans count their executions.
 *
 * @since 1.0.0
 */
public final class BatchPostProcessor implements BeanPostProcessor {

	private final BatchRuns runs;

	/**
	 * Creates a post-processor.
	 * @param counter what counts
	 * @param jobs where to count
	 */
	public BatchPostProcessor(TaskCounter counter, Supplier<ActiveJobs> jobs) {
		this.runs = new BatchRuns(counter, jobs);
	}

	/**
	 * The executions.
	 * @return them
	 */
	BatchRuns runs() {
		return this.runs;
	}

	// Before there is a proxy around it
	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof AbstractJob job) {
			job.registerJobExecutionListener(this.runs.listener(job));
		}
		return bean;
	}

}
