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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.LastLook;
import io.github.gracefulshutdown.ShutdownSignal;

/**
 * Counts what the application itself has given to a scheduler: what runs when the drain
 * begins, and what runs when nothing else is active any more. Until then it costs nothing
 * and changes nothing.
 *
 * @since 1.0.0
 */
public final class SchedulerRuns implements LastLook {

	/**
	 * How often to look whether a run has ended, as nobody tells.
	 */
	private static final Duration STEP = Duration.ofMillis(10);

	private final SchedulerThreads threads;

	private final ActiveJobs jobs;

	private final ShutdownSignal signal;

	private final List<Run> runs = new ArrayList<>();

	private boolean watched;

	/**
	 * Creates an object that has counted nothing.
	 * @param executors who knows the schedulers
	 * @param jobs where to count
	 * @param signal knows how much time is left
	 */
	public SchedulerRuns(TaskExecutorPostProcessor executors, ActiveJobs jobs, ShutdownSignal signal) {
		this.threads = executors.schedulerThreads();
		this.jobs = jobs;
		this.signal = signal;
	}

	@Override
	public void drainStarted() {
		count();
	}

	@Override
	public void await(Duration available) {
		count();
	}

	private synchronized void count() {
		for (Thread thread : this.threads.busy()) {
			Run run = new Run(this.threads.scheduler(thread), thread, this.jobs.nanoTime());
			// A @Scheduled method counts already
			if (!this.jobs.isWorking(thread) && this.jobs.begin(run)) {
				this.runs.add(run);
			}
		}
		if (!this.runs.isEmpty() && !this.watched) {
			Thread thread = new Thread(this::watch, "graceful-shutdown-schedulers");
			thread.setDaemon(true);
			thread.start();
			// Not if there was no thread left for it: the next look may find one
			this.watched = true;
		}
	}

	private void watch() {
		do {
			LockSupport.parkNanos(STEP.toNanos());
		}
		while (isWatched());
	}

	private synchronized boolean isWatched() {
		List<Run> ended = this.runs.stream().filter(Run::isLost).toList();
		ended.forEach(this.jobs::end);
		this.runs.removeAll(ended);
		this.watched = !this.runs.isEmpty() && this.signal.remaining().compareTo(Duration.ZERO) > 0;
		return this.watched;
	}

	/**
	 * What a thread of a scheduler is at.
	 */
	private static final class Run extends ActiveJob {

		private final Thread worker;

		private Run(String scheduler, Thread worker, long startedAt) {
			super(scheduler, worker.getName(), startedAt);
			this.worker = worker;
			occupy(worker);
		}

		@Override
		public String name() {
			String code = code();
			return (code != null) ? code : super.name();
		}

		@Override
		public boolean isLost() {
			return !SchedulerThreads.isBusy(this.worker);
		}

	}

}
