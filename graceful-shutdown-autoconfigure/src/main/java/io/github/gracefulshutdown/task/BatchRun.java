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

import java.util.stream.Stream;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.core.step.tasklet.TaskletStep;

/**
 * An execution of a job of Spring Batch.
 */
final class BatchRun {

	private final AbstractJob job;

	private final JobExecution execution;

	private final ActiveJobs jobs;

	private final ActiveJob counted;

	private boolean outermost;

	private volatile boolean told;

	BatchRun(AbstractJob job, JobExecution execution, ActiveJobs jobs) {
		this.job = job;
		this.execution = execution;
		this.jobs = jobs;
		this.counted = new ActiveJob(job.getName(), Long.toString(execution.getId()), jobs.nanoTime()) {

			@Override
			public boolean isLost() {
				return Frames.of(AbstractJob.class, thread()) == 0;
			}

		};
	}

	/**
	 * Whether it runs on a thread, or has done so and nobody has told of its end.
	 * @param thread the thread
	 * @return whether it does
	 */
	boolean isOn(Thread thread) {
		return this.counted.thread() == thread;
	}

	long executionId() {
		return this.execution.getId();
	}

	String name() {
		return this.job.getName();
	}

	/**
	 * Counts it, if it is no part of a task.
	 * @param counter knows whether it is
	 */
	void begin(TaskCounter counter) {
		this.outermost = counter.begin(this.counted);
	}

	/**
	 * It has ended, and the job repository knows how.
	 * @param counter where it began
	 */
	void end(TaskCounter counter) {
		if (this.outermost) {
			counter.leave();
		}
		if (this.told && this.execution.getStatus() == BatchStatus.STOPPED) {
			this.jobs.stopped(this.counted);
		}
		else {
			this.jobs.end(this.counted);
		}
	}

	/**
	 * Tells it to end after its chunk, as {@code JobOperator.stop} does. That one also
	 * writes into the job repository at once that it has stopped, and so somebody else
	 * could start it again while it is still at work.
	 * @return whether it had not been told before
	 * @see org.springframework.batch.core.repository.support.SimpleJobRepository#update(StepExecution)
	 */
	boolean stop() {
		if (this.told) {
			return false;
		}
		this.told = true;
		// Passed on to the steps when a chunk is committed, and before each of them
		this.execution.setStatus(BatchStatus.STOPPING);
		runningSteps().forEach(StepExecution::setTerminateOnly);
		return true;
	}

	/**
	 * Tells those of its tasklets that want to know.
	 */
	void stopTasklets() {
		runningSteps().forEach(this::stopTasklet);
	}

	private Stream<StepExecution> runningSteps() {
		return this.execution.getStepExecutions().stream().filter((step) -> step.getStatus().isRunning());
	}

	private void stopTasklet(StepExecution execution) {
		if (this.job.getStep(execution.getStepName()) instanceof TaskletStep step
				&& step.getTasklet() instanceof StoppableTasklet tasklet) {
			StepSynchronizationManager.register(execution);
			try {
				tasklet.stop(execution);
			}
			finally {
				StepSynchronizationManager.release();
			}
		}
	}

}
