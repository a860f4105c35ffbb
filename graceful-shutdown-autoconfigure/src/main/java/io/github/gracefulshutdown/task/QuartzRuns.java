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

import java.util.Arrays;
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
		this.ended.remove(Thread.currentThread());
		context.put(JOB, this.counter.begin(name(context.getJobDetail().getKey()), context.getFireInstanceId()));
	}

	private static String name(JobKey key) {
		return JobKey.DEFAULT_GROUP.equals(key.getGroup()) ? key.getName() : key.toString();
	}

	@Override
	public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException exception) {
		if (context.get(JOB) instanceof ActiveJob job) {
			this.ended.add(Thread.currentThread());
			this.counter.end(job);
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

	private static boolean isInRun(Thread thread) {
		return Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(JobRunShell.class.getName()));
	}

}
