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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Spring stops its lifecycle beans as always, but no phase may take more than what is
 * left of the budget. The state lasts from the end of the drain until the application
 * context calls {@link GracefulShutdownLifecycle#stop(Runnable)}.
 */
final class Stopping implements Stage {

	/**
	 * How long to wait for the names of beans that do not stop.
	 */
	private static final Duration LOOK = Duration.ofMillis(100);

	private final ActiveRequests requests;

	private final LifecycleBeans beans;

	private final Duration reserve;

	private final Duration uncounted;

	private final ShutdownLog log;

	private final BoundedCalls calls;

	private final ClosingThread thread;

	private volatile @Nullable Deadline deadline;

	private @Nullable Thread closing;

	private final List<String> cut = new CopyOnWriteArrayList<>();

	Stopping(ShutdownSettings settings, ActiveRequests requests, LifecycleBeans beans, ShutdownLog log,
			BoundedCalls calls, ShutdownThreads threads, ShutdownClock clock) {
		this.requests = requests;
		this.beans = beans;
		this.reserve = settings.cleanup().reserve();
		this.uncounted = settings.drain().interruptWindow();
		this.log = log;
		this.calls = calls;
		this.thread = new ClosingThread(threads, clock, this::overdue);
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.STOPPING;
	}

	@Override
	public void run(Deadline deadline) {
		// Spring does it, in a thread that comes from it
	}

	/**
	 * The calling thread stops the beans from here on, unless another one is known to.
	 * @param deadline the deadline of the shutdown
	 * @param known whether it is known that the calling thread does, and no other one
	 * @param cleanUp the cleanup, for the case that the thread never comes to it: a fifth
	 * of the reserve later it begins without
	 */
	synchronized void begin(Deadline deadline, boolean known, Runnable cleanUp) {
		Thread thread = Thread.currentThread();
		if (known) {
			this.closing = thread;
		}
		if (this.thread.current() == thread || (this.closing != null && this.closing != thread)) {
			return;
		}
		this.deadline = deadline;
		Duration share = this.reserve.dividedBy(5);
		long until = deadline.endOf(time(deadline.left(Duration.ZERO), share), Duration.ZERO);
		this.thread.enter(until, until + share.toNanos(), cleanUp, deadline.halt());
		if (this.requests.areCounted() && this.requests.active() == 0) {
			this.beans.boundWebServer(this.uncounted);
		}
	}

	// All but the reserve. A drain that was cut leaves nothing else, so they have at
	// least a share, which is taken from the reserve
	private Duration time(Duration left, Duration share) {
		Duration time = left.minus(this.reserve);
		if (time.isNegative()) {
			return time.plus(share);
		}
		return (time.compareTo(share) > 0) ? time : share;
	}

	/**
	 * The calling thread has stopped the beans in phases above the cleanup, or has closed
	 * the application.
	 */
	void end() {
		this.thread.leave();
	}

	/**
	 * The calling thread stops the remaining beans and destroys all from here on, until
	 * it has {@link #end() ended}. If the cleanup has used up all the time, half of what
	 * is left until the halt is for them.
	 * @param deadline the deadline of the shutdown
	 */
	void resume(Deadline deadline) {
		this.deadline = deadline;
		this.thread.enter(deadline.endOrPart(2), deadline.halt(), () -> {
		}, deadline.halt());
	}

	/**
	 * The thread that closes the application.
	 * @return the thread and where it stands
	 */
	ClosingThread thread() {
		return this.thread;
	}

	/**
	 * What was interrupted.
	 * @return the beans or methods
	 */
	List<String> cut() {
		return List.copyOf(this.cut);
	}

	private void overdue(Thread thread) {
		StackTraceElement[] stack = thread.getStackTrace();
		Deadline deadline = this.deadline;
		Duration elapsed = (deadline != null) ? deadline.elapsed() : Duration.ZERO;
		LockOwner owner = (Culprit.of(stack) != null) ? null : LockOwner.of(thread);
		if (owner != null) {
			this.cut.add(owner.toString());
			this.log.closeBlocked(owner, elapsed);
			return;
		}
		List<String> names = culprits(stack);
		this.cut.addAll(names);
		this.log.beanCut(names, elapsed, stack);
	}

	// A bean that was only told to stop, and has not called back, is in no stack.
	private List<String> culprits(StackTraceElement[] stack) {
		StackTraceElement culprit = Culprit.of(stack);
		if (culprit != null) {
			return List.of(Texts.frame(culprit));
		}
		List<String> beans = running();
		return beans.isEmpty() ? List.of("the thread that closes the application") : beans;
	}

	// Asks the beans, of which one may hang or fail, which must not prevent the interrupt
	private List<String> running() {
		AtomicReference<List<String>> found = new AtomicReference<>(List.of());
		Deadline deadline = this.deadline;
		if (deadline != null) {
			this.calls
				.start("isRunning() of lifecycle beans", deadline, LOOK,
						() -> found.set(this.beans.stopping(this.requests.active() > 0)))
				.run();
		}
		return found.get();
	}

}
