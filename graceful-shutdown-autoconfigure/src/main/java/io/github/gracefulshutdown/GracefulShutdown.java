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

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.gracefulshutdown.FirstTrigger.Started;

/**
 * The shutdown of one application context: the first trigger takes it through all states,
 * later ones join the first. Safe for any thread.
 *
 * @since 1.0.0
 */
public final class GracefulShutdown {

	private final ActiveRequests requests;

	private final ActiveJobs jobs;

	private final ShutdownClock clock;

	private final HostProcess process;

	private final ShutdownLog log;

	private final History history;

	private final Stages stages;

	private final Participants participants;

	private final LameDuck lameDuck;

	private final Draining draining;

	private final Stopping stopping;

	private final CleaningUp cleaningUp;

	private final Terminated terminated;

	private final Reports reports;

	private final Blockers blockers;

	private final ForcedEnd end;

	private final Watchdog watchdog;

	private final WaitPoint progress;

	private final FirstTrigger trigger;

	private final AtomicBoolean finishing = new AtomicBoolean();

	private volatile boolean ready;

	private volatile boolean quiesced;

	private volatile boolean ended;

	private volatile boolean closed;

	/**
	 * Creates the shutdown of an application that is running.
	 * @param settings how long everything may take
	 * @param requests the active requests
	 * @param jobs the active jobs
	 * @param application the application
	 * @param clock the clock
	 */
	public GracefulShutdown(ShutdownSettings settings, ActiveRequests requests, ActiveJobs jobs,
			HostApplication application, ShutdownClock clock) {
		ShutdownThreads threads = new ShutdownThreads(Thread.currentThread().getContextClassLoader());
		this.requests = requests;
		this.jobs = jobs;
		this.clock = clock;
		this.process = application.process();
		this.log = new ShutdownLog(new BoundedLog(application.log(), threads), application.mute());
		this.history = new History(clock, application.previous());
		BoundedCalls calls = new BoundedCalls(threads, clock, this.log);
		ShutdownEvents events = new ShutdownEvents(application.publisher(), calls);
		this.participants = new Participants(application.participants(), calls);
		this.stages = new Stages(this.history, events, this.participants, settings, this.log, this::report);
		this.lameDuck = new LameDuck(settings, requests, clock, this.log);
		this.draining = new Draining(settings, requests, jobs, this.participants, new HandBacks(threads, this.log),
				this.log);
		this.stopping = new Stopping(settings, requests, application.beans(), this.log, calls, threads, clock);
		this.cleaningUp = new CleaningUp(application.tasks(), settings.cleanup().taskTimeout(), threads, clock,
				this.log);
		this.terminated = new Terminated(this::report, events, this.log, application.writers(), calls);
		this.reports = new Reports(settings, requests, jobs, this.history, calls, this.stopping, this.cleaningUp);
		this.blockers = new Blockers(requests, jobs, this.cleaningUp, this.stopping.thread(), this.process);
		this.end = new ForcedEnd(settings, this.blockers, () -> {
			this.reports.forced();
			return report();
		}, application, this.log);
		this.watchdog = new Watchdog(settings, threads, clock, this.process, this.end.atDeadline(), this.log);
		this.progress = new WaitPoint(clock);
		this.trigger = new FirstTrigger(settings, clock);
	}

	/**
	 * Notes that the application has become ready for traffic. Without it there is no
	 * lame duck, as no load balancer knows the application.
	 */
	public void ready() {
		this.ready = true;
		this.participants.find();
	}

	/**
	 * Prepares for the trigger on a thread of its own: loads what a signal will need.
	 */
	public void rehearse() {
		Rehearsal.start(this.clock, this.log);
	}

	/**
	 * Whether a trigger has come.
	 * @return whether it has
	 */
	public boolean isStarted() {
		return this.trigger.isRequested();
	}

	/**
	 * Tells loops of the application when it is time to end.
	 * @return the signal
	 */
	public ShutdownSignal signal() {
		return this.trigger;
	}

	/**
	 * The current state.
	 * @return the state
	 */
	public ShutdownState state() {
		return this.history.state();
	}

	/**
	 * Goes through lame duck and drain, on the calling thread. A trigger that is not the
	 * first joins: it waits until the first has come that far. Returns in the state
	 * {@link ShutdownState#STOPPING}, inside the deadline.
	 * @param type what triggered it
	 */
	public void quiesce(ShutdownTrigger.Type type) {
		FirstTrigger.Pull pull = this.trigger.pull(type);
		Started started = pull.started();
		if (this.process.endsWith(type)) {
			this.watchdog.start(started.deadline());
		}
		if (!pull.first()) {
			// A job may have triggered it, and waits as well
			this.jobs.endLost();
			this.progress.await(() -> this.quiesced, started.deadline().end());
			return;
		}
		try {
			this.log.mute();
			this.requests.observe();
			if (this.ready && type.allowsLameDuck() && this.lameDuck.hasDuration()) {
				this.stages.run(this.lameDuck, started);
			}
			this.stages.run(this.draining, started);
			this.stages.run(this.stopping, started);
		}
		finally {
			this.quiesced = true;
			this.progress.wakeUp();
		}
	}

	/**
	 * The calling thread is about to close the application context, if no other one does.
	 * Its time is bounded so that something is left for the cleanup, which begins without
	 * it if it does not come that far.
	 * @param alone whether it is known that no other one does
	 */
	void beforeClose(boolean alone) {
		Started started = this.trigger.started();
		if (started != null && !this.finishing.get()) {
			this.stopping.begin(started.deadline(), alone, () -> finish(true));
		}
	}

	/**
	 * Another thread closes the application context. Waits until the shutdown has ended
	 * there, or the application is closed without, inside the deadline.
	 */
	void join() {
		Started started = this.trigger.started();
		if (started != null) {
			this.progress.await(() -> this.ended || this.closed, started.deadline().joined());
		}
	}

	/**
	 * The application is closed as far as it concerns us, whether or not the cleanup came
	 * to pass. What follows is bounded only if the process ends.
	 */
	void afterClose() {
		this.closed = true;
		this.progress.wakeUp();
		if (!this.watchdog.isStarted()) {
			this.stopping.end();
			this.log.unmute();
		}
	}

	/**
	 * Runs the cleanup tasks and completes the report, on the calling thread. Only the
	 * first call does, others wait for it.
	 */
	void cleanUp() {
		this.stopping.end();
		finish(true);
		Started started = this.trigger.started();
		if (started != null && this.watchdog.isStarted()) {
			this.stopping.resume(started.deadline());
		}
	}

	/**
	 * Completes the report of a closed application, without any cleanup, or adds what has
	 * become of its last beans.
	 * @return the final report
	 */
	public ShutdownReport terminate() {
		this.stopping.end();
		finish(false);
		this.blockers.exiting();
		ShutdownReport report = report();
		this.terminated.revise(report);
		return report;
	}

	/**
	 * What is known at this moment.
	 * @return the report
	 */
	public ShutdownReport report() {
		return this.reports.create(this.trigger.started(), this.log.muted());
	}

	/**
	 * Notes that the process is about to be halted in the middle, for a second at most.
	 */
	public void abandon() {
		this.watchdog.say(this.end.abandoned());
	}

	/**
	 * Writes what is known at this moment to the log.
	 */
	public void logStatus() {
		this.log.status(report(), this.requests, this.jobs);
	}

	private void finish(boolean cleanUp) {
		Started started = this.trigger.started();
		if (started == null) {
			return;
		}
		if (!this.finishing.compareAndSet(false, true)) {
			this.progress.await(() -> this.ended, started.deadline().joined());
			return;
		}
		if (cleanUp) {
			this.stages.run(this.cleaningUp, started);
		}
		this.stages.run(this.terminated, started);
		this.ended = true;
		this.progress.wakeUp();
	}

}
