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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds what keeps the process from ending, by looking at threads alone.
 */
final class Blockers {

	private static final int MANY = 20;

	private final ActiveRequests requests;

	private final ActiveJobs jobs;

	private final CleaningUp cleaningUp;

	private final ClosingThread closing;

	private final HostProcess process;

	private volatile @Nullable Set<Thread> beforeExit;

	Blockers(ActiveRequests requests, ActiveJobs jobs, CleaningUp cleaningUp, ClosingThread closing,
			HostProcess process) {
		this.requests = requests;
		this.jobs = jobs;
		this.cleaningUp = cleaningUp;
		this.closing = closing;
		this.process = process;
	}

	/**
	 * Notes the threads there are before the process exits: those that come then are
	 * shutdown hooks, and what they start.
	 */
	void exiting() {
		ThreadGroup all = Thread.currentThread().getThreadGroup();
		while (all.getParent() != null) {
			all = all.getParent();
		}
		// Not the stacks, which would stop all threads for milliseconds
		Thread[] threads = new Thread[all.activeCount() + MANY];
		this.beforeExit = Arrays.stream(threads, 0, all.enumerate(threads)).collect(Collectors.toSet());
	}

	/**
	 * Finds them.
	 * @return the blockers, those that most likely have to be mended first
	 */
	List<Blocker> find() {
		List<Blocker> found = new ArrayList<>();
		this.requests.oldest(MANY).forEach((request) -> found.add(describe(request, this.requests.nanoTime())));
		this.jobs.oldest(MANY).forEach((job) -> found.add(describe(job, this.jobs.nanoTime())));
		this.cleaningUp.running().forEach((run) -> found.add(new Blocker(Kind.TASK, run.toString(), run.stack())));
		addClosing(found);
		if (this.process.endsWith(ShutdownTrigger.Type.CONTEXT_CLOSED)) {
			addHooks(found);
		}
		addDeadlocks(found);
		return found;
	}

	/**
	 * Describes an active request.
	 * @param request the request
	 * @param now the time on {@link ShutdownClock#nanoTime()}
	 * @return what it is and where its thread stands
	 */
	static Blocker describe(ActiveRequest request, long now) {
		Thread thread = request.thread();
		String where = (thread != null) ? "on thread " + thread.getName() : "waiting for an asynchronous result";
		String what = "request %s %s, active for %s, %s".formatted(request.method(), request.path(),
				Texts.seconds(Duration.ofNanos(now - request.startedAt())), where);
		return new Blocker(Kind.REQUEST, what, stack(thread));
	}

	/**
	 * Describes an active job.
	 * @param job the job
	 * @param now the time on {@link ShutdownClock#nanoTime()}
	 * @return what it is and where its thread stands
	 */
	static Blocker describe(ActiveJob job, long now) {
		Thread thread = job.thread();
		String where = (thread != null) ? "on thread " + thread.getName() : "on no thread";
		String what = "job '%s' (%s), active for %s, %s".formatted(job.name(), job.id(),
				Texts.seconds(Duration.ofNanos(now - job.startedAt())), where);
		return new Blocker(Kind.JOB, what, stack(thread));
	}

	/**
	 * Describes the oldest active requests and jobs.
	 * @param requests the requests
	 * @param jobs the jobs
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	static List<Blocker> oldest(ActiveRequests requests, ActiveJobs jobs, int limit) {
		long now = requests.nanoTime();
		return Stream.<ActiveWork>concat(requests.oldest(limit).stream(), jobs.oldest(limit).stream())
			.sorted(Comparator.comparingLong((work) -> work.startedAt() - now))
			.limit(limit)
			.map((work) -> (work instanceof ActiveRequest request) ? describe(request, now)
					: describe((ActiveJob) work, now))
			.toList();
	}

	private static StackTraceElement[] stack(@Nullable Thread thread) {
		return (thread != null) ? thread.getStackTrace() : new StackTraceElement[0];
	}

	private void addClosing(List<Blocker> found) {
		Thread closing = this.closing.current();
		if (closing != null && closing.isAlive()) {
			found.add(new Blocker(Kind.BEAN, "the thread that closes the application, " + closing.getName(),
					closing.getStackTrace()));
			addOwner(found, closing);
		}
	}

	private static void addOwner(List<Blocker> found, Thread waiting) {
		LockOwner owner = LockOwner.of(waiting);
		if (owner != null) {
			found.add(new Blocker(Kind.BEAN, "thread %s, which holds the %s that %s waits for".formatted(owner.thread(),
					owner.lock(), waiting.getName()), owner.stack()));
		}
	}

	private void addHooks(List<Blocker> found) {
		Set<Thread> before = this.beforeExit;
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			Thread thread = entry.getKey();
			boolean isNew = (before != null) ? !before.contains(thread) : !thread.isDaemon();
			if (!isNew || thread == this.closing.current() || ShutdownThreads.owns(thread)) {
				continue;
			}
			if (Culprit.of(entry.getValue()) != null) {
				found.add(new Blocker(Kind.HOOK, "shutdown hook or another thread of the end, " + thread.getName(),
						entry.getValue()));
			}
			else {
				// As Spring Boot's hook, which waits for a start that hangs
				addOwner(found, thread);
			}
		}
	}

	private static void addDeadlocks(List<Blocker> found) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long[] ids = threads.findDeadlockedThreads();
		if (ids == null) {
			return;
		}
		for (ThreadInfo info : threads.getThreadInfo(ids, Integer.MAX_VALUE)) {
			if (info != null) {
				found.add(new Blocker(
						Kind.DEADLOCK, "deadlocked thread %s, which waits for %s held by %s"
							.formatted(info.getThreadName(), info.getLockName(), info.getLockOwnerName()),
						info.getStackTrace()));
			}
		}
	}

	/**
	 * The kinds of blockers, with what is most likely to help.
	 */
	enum Kind {

		/**
		 * A request that does not end.
		 */
		REQUEST("A request ignored its interrupt: give the call that it stands in a timeout, or end its loop when"
				+ " Thread.interrupted()"),

		/**
		 * A job that does not end.
		 */
		JOB("A job ignored its interrupt, or is a listener container, which gets none: give the call that it stands in"
				+ " a timeout, or end its loop when Thread.interrupted()"),

		/**
		 * A cleanup task that does not end.
		 */
		TASK("A cleanup task did not end: give it a @ShutdownPhase(timeout), and its calls timeouts of their own"),

		/**
		 * A bean that does not stop.
		 */
		BEAN("A bean did not stop, or a @PreDestroy method blocked: bound what it waits for"),

		/**
		 * A shutdown hook that does not end.
		 */
		HOOK("A JVM shutdown hook did not end: find who registers it and switch it off, or bound what it waits for"),

		/**
		 * Threads that wait for each other.
		 */
		DEADLOCK("Threads wait for each other: take their locks in the same order everywhere");

		private final String advice;

		Kind(String advice) {
			this.advice = advice;
		}

		String advice() {
			return this.advice;
		}

	}

	/**
	 * Something that blocks.
	 *
	 * @param kind what kind of thing it is
	 * @param what what it is
	 * @param stack where it stands, innermost frame first
	 */
	record Blocker(Kind kind, String what, StackTraceElement[] stack) {

	}

}
