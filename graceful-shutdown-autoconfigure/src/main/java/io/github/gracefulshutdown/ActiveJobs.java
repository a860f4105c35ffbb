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

package io.github.gracefulshutdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Every active job, counted together with the active requests. Safe for any thread.
 *
 * @since 1.0.0
 */
public final class ActiveJobs {

	private final ActiveRequests requests;

	private final DrainGate gate;

	private final WorkTables<ActiveJob> tables = new WorkTables<>();

	private final LongAdder completed = new LongAdder();

	private final LongAdder neverRan = new LongAdder();

	private final Queue<Interrupted> interrupted = new ConcurrentLinkedQueue<>();

	private volatile boolean draining;

	private volatile @Nullable HandBacks handBacks;

	/**
	 * Creates an empty registry.
	 * @param requests the active requests, with which the drain waits for the jobs
	 */
	public ActiveJobs(ActiveRequests requests) {
		this.requests = requests;
		this.gate = requests.gate();
	}

	/**
	 * The time that {@link ActiveJob#startedAt()} is read from.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	public long nanoTime() {
		return this.requests.nanoTime();
	}

	/**
	 * Starts a job as {@link JobTracker#start(String, String)} does.
	 * @param name what kind of job it is
	 * @param id which one it is
	 * @return the job
	 */
	public Job start(String name, String id) {
		TrackedJob job = new TrackedJob(name, id, this);
		Thread current = Thread.currentThread();
		job.occupy(current);
		if ((this.draining && !isWorking(current) && !this.requests.isServing(current)) || !begin(job)) {
			throw new ShutdownInProgressException(
					"Job '%s' (%s) was not started: the process is shutting down and its drain has begun"
						.formatted(name, id));
		}
		return job;
	}

	/**
	 * Whether a thread works on an active job. Seldom asked, so the threads at work are
	 * looked for instead of being marked.
	 * @param thread the thread
	 * @return whether it does
	 */
	public boolean isWorking(Thread thread) {
		return this.tables.all().stream().anyMatch((job) -> job.isOn(thread));
	}

	/**
	 * Counts a job that nobody may refuse.
	 * @param job the job
	 * @return whether it was counted; {@code false} when the drain has ended, and nobody
	 * waits anymore
	 */
	public boolean begin(ActiveJob job) {
		if (!this.gate.enter(DrainGate.JOB)) {
			return false;
		}
		this.tables.add(job);
		return true;
	}

	/**
	 * Counts something that is under way although no thread works on it, and that nobody
	 * may refuse.
	 * @param name its name
	 * @param id its id
	 * @return it as a job, to be {@link #end(ActiveJob) ended}
	 */
	public ActiveJob begin(String name, String id) {
		ActiveJob job = new ActiveJob(name, id, nanoTime());
		job.occupy();
		job.release();
		begin(job);
		return job;
	}

	/**
	 * Counts a job that ends. Does nothing if it has ended before, or was not counted.
	 * @param job the job
	 */
	public void end(ActiveJob job) {
		if (this.tables.remove(job)) {
			ended(job);
		}
	}

	private void ended(ActiveJob job) {
		job.release();
		interruptAgain(job);
		HandBacks handBacks = this.handBacks;
		if (job.isInterrupted() && handBacks != null) {
			handBacks.start(job, () -> this.gate.leave(DrainGate.JOB));
			return;
		}
		if (this.gate.isObserved()) {
			this.completed.increment();
		}
		this.gate.leave(DrainGate.JOB);
	}

	// A thread has but one flag, which the end of a nested job has cleared
	private void interruptAgain(ActiveJob ended) {
		Thread current = Thread.currentThread();
		if (ended.isInterrupted() && (this.requests.isAborted(current)
				|| this.tables.all().stream().anyMatch((job) -> job.isInterrupted() && job.thread() == current))) {
			current.interrupt();
		}
	}

	/**
	 * How many are active.
	 * @return the exact number
	 */
	public long active() {
		return this.gate.jobs();
	}

	/**
	 * Refuses from here on what is not part of something active.
	 */
	void drainStarted() {
		this.draining = true;
	}

	/**
	 * Ends the jobs whose end will never be told.
	 */
	void endLost() {
		this.tables.all().stream().filter(ActiveJob::isLost).forEach(this::drop);
	}

	/**
	 * Forgets a job that will not be worked on. Does nothing if it has ended before, or
	 * was not counted.
	 * @param job the job
	 */
	public void drop(ActiveJob job) {
		if (this.tables.remove(job)) {
			this.gate.leave(DrainGate.JOB);
		}
	}

	/**
	 * Counts a job that has ended early, as it was asked to, for somebody else to take it
	 * up: as one that was interrupted and handed back.
	 * @param job the job, which may be part of another one that is counted
	 */
	public void stopped(ActiveJob job) {
		boolean counted = this.tables.remove(job);
		// From here on nobody interrupts it
		if (!job.isInterrupted()) {
			this.interrupted.add(new Interrupted(job.describe(nanoTime()), () -> ShutdownReport.HandBack.SUCCESS));
			if (counted) {
				this.gate.leave(DrainGate.JOB);
			}
		}
		else if (counted) {
			ended(job);
		}
	}

	/**
	 * Sees to it that no thread begins to work on the jobs that wait for one. Comes
	 * before anything is interrupted, as a thread that is free takes the next one from
	 * its queue.
	 */
	void dropWaiting() {
		List<ActiveJob> waiting = new ArrayList<>();
		this.tables.forEach((job) -> {
			if (job.giveUpWaiting()) {
				waiting.add(job);
			}
		});
		this.neverRan.add(waiting.size());
		waiting.forEach(this::drop);
	}

	/**
	 * Interrupts every job that a thread has begun to work on, and that was not
	 * interrupted before.
	 * @param handBacks hands them back when they end
	 */
	void interrupt(HandBacks handBacks) {
		this.handBacks = handBacks;
		this.tables.forEach((job) -> {
			if (job.isInterrupted()) {
				return;
			}
			Interrupted entry = new Interrupted(job.describe(nanoTime()), job::handedBack);
			if (job.interrupt()) {
				this.interrupted.add(entry);
			}
		});
	}

	/**
	 * Whether there are jobs that have not ended, and that somebody else could take up.
	 * @return whether there are
	 */
	boolean waitForHandBack() {
		return this.tables.all().stream().anyMatch((job) -> job.handingBack() != null);
	}

	/**
	 * Hands back the jobs that were interrupted and have not ended.
	 */
	void handBackStubborn() {
		HandBacks handBacks = this.handBacks;
		if (handBacks != null) {
			this.tables.all().stream().filter(ActiveJob::isInterrupted).forEach((job) -> handBacks.start(job, () -> {
			}));
		}
	}

	/**
	 * What is known of the jobs.
	 * @return the numbers since the trigger, and what was interrupted
	 */
	ShutdownReport.Jobs report() {
		return new ShutdownReport.Jobs(active(), this.completed.sum(),
				this.interrupted.stream().map(Interrupted::report).toList(), this.neverRan.sum());
	}

	/**
	 * The oldest active jobs.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	List<ActiveJob> oldest(int limit) {
		return this.tables.oldest(limit);
	}

	/**
	 * The oldest active jobs, as they are now.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	public List<ShutdownReport.Job> longest(int limit) {
		long now = nanoTime();
		return oldest(limit).stream().map((job) -> job.describe(now)).toList();
	}

	// A job as it was when it was interrupted, and what became of its hand-back since
	private record Interrupted(ShutdownReport.Job description, Supplier<ShutdownReport.HandBack> handBack) {

		ShutdownReport.InterruptedJob report() {
			return new ShutdownReport.InterruptedJob(this.description, this.handBack.get());
		}

	}

}
