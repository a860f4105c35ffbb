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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.gracefulshutdown.ActiveJobs;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.core.Ordered;

/**
 * Counts each execution of a job of Spring Batch in this process, named after the job and
 * its id, which is the one in the job repository. An execution on an executor that is
 * counted already is none of its own.
 */
final class BatchRuns {

	private final TaskCounter counter;

	private final Supplier<ActiveJobs> jobs;

	// Those of two job repositories can have the same id, and would be equal
	private final Map<JobExecution, BatchRun> running = Collections.synchronizedMap(new IdentityHashMap<>());

	private volatile boolean stopping;

	BatchRuns(TaskCounter counter, Supplier<ActiveJobs> jobs) {
		this.counter = counter;
		this.jobs = jobs;
	}

	/**
	 * What a job has to tell.
	 * @param job the job
	 * @return its listener
	 */
	JobExecutionListener listener(AbstractJob job) {
		return new Listener(job);
	}

	private void begin(JobExecution execution, BatchRun run) {
		if (Frames.of(AbstractJob.class, Thread.currentThread()) == 1) {
			unended().forEach(this::end);
		}
		run.begin(this.counter);
		this.running.put(execution, run);
		if (this.stopping) {
			run.stop();
		}
	}

	// On this thread. The listener is not called at the end if another one fails
	private List<JobExecution> unended() {
		synchronized (this.running) {
			return this.running.entrySet()
				.stream()
				.filter((run) -> run.getValue().isOn(Thread.currentThread()))
				.map(Map.Entry::getKey)
				.toList();
		}
	}

	private void end(JobExecution execution) {
		BatchRun run = this.running.remove(execution);
		if (run != null) {
			run.end(this.counter);
		}
	}

	/**
	 * Lets those that begin from here on stop at once.
	 * @return those that run, which are to be stopped
	 */
	List<BatchRun> stopping() {
		this.stopping = true;
		synchronized (this.running) {
			return List.copyOf(this.running.values());
		}
	}

	/**
	 * Is told first at the beginning and last at the end, so that what the listeners of
	 * the application do is part of the execution.
	 */
	private final class Listener implements JobExecutionListener, Ordered {

		private final AbstractJob job;

		private Listener(AbstractJob job) {
			this.job = job;
		}

		@Override
		public void beforeJob(JobExecution execution) {
			begin(execution, new BatchRun(this.job, execution, BatchRuns.this.jobs.get()));
		}

		@Override
		public void afterJob(JobExecution execution) {
			end(execution);
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
