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
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.ActiveJob;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.core.JobRunShell;
import org.quartz.listeners.JobListenerSupport;

/**
 * Counts each run of a Quartz job, named after its key and its fire instance, which is
 * the entry of the job store. A run on an executor that is counted already is none of its
 * own.
 */
final class QuartzRuns extends JobListenerSupport {

	private static final String JOB = QuartzRuns.class.getName();

	/**
	 * How long to wait until the end of a run is noted, in steps of a millisecond.
	 */
	private static final int STEPS = 1000;

	private final TaskCounter counter;

	// Its listener comes after those of the application, and is not called if one fails
	private final ThreadLocal<ActiveJob> unended = new ThreadLocal<>();

	// Those that have run a job and have not begun another one
	private final Set<Thread> ended = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	QuartzRuns(TaskCounter counter) {
		this.counter = counter;
	}

	@Override
	public String getName() {
		return JOB;
	}

	@Override
	public void jobToBeExecuted(JobExecutionContext context) {
		end(this.unended.get());
		this.ended.remove(Thread.currentThread());
		Run run = new Run(name(context.getJobDetail().getKey()), context.getFireInstanceId(), this.counter.nanoTime());
		if (this.counter.begin(run)) {
			this.unended.set(run);
		}
	}

	private static String name(JobKey key) {
		return JobKey.DEFAULT_GROUP.equals(key.getGroup()) ? key.getName() : key.toString();
	}

	@Override
	public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException exception) {
		end(this.unended.get());
	}

	private void end(@Nullable ActiveJob run) {
		if (run != null) {
			this.unended.remove();
			this.ended.add(Thread.currentThread());
			this.counter.end(run);
		}
	}

	/**
	 * Waits until the job store knows of the runs that have ended, a second at most.
	 * Quartz tells it after the listeners, on the thread of the run, and tells nobody
	 * when that is done: {@code org.quartz.core.JobRunShell#run}.
	 */
	void awaitNoted() {
		List<Thread> threads;
		synchronized (this.ended) {
			threads = List.copyOf(this.ended);
		}
		for (int i = 0; i < STEPS && threads.stream().anyMatch(QuartzRuns::isInRun); i++) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

	private static boolean isInRun(@Nullable Thread thread) {
		return Frames.of(JobRunShell.class, thread) > 0;
	}

	// One run of a job.
	private static final class Run extends ActiveJob {

		private Run(String name, String id, long startedAt) {
			super(name, id, startedAt);
		}

		@Override
		public boolean isLost() {
			return !isInRun(thread());
		}

	}

}
