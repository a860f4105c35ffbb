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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Calls code that is not ours so that it can neither fail nor hold up the shutdown.
 */
final class BoundedCalls {

	/**
	 * How long to wait for calls that need no time of their own.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	private final List<String> failures = new CopyOnWriteArrayList<>();

	// Most likely to hang again, and so not worth the same time
	private final Set<String> hanging = ConcurrentHashMap.newKeySet();

	// Threads that have returned serve again, as starting one takes longer than most
	// calls
	private final Executor threads;

	private final ShutdownClock clock;

	private final ShutdownLog log;

	BoundedCalls(ShutdownThreads threads, ShutdownClock clock, ShutdownLog log) {
		this.threads = threads.reused();
		this.clock = clock;
		this.log = log;
	}

	/**
	 * Calls on another thread, and waits for it for a second at most, or less if it has
	 * not returned before.
	 * @param name what is called, for the report
	 * @param deadline the deadline of the shutdown
	 * @param call the call
	 */
	void call(String name, Deadline deadline, Runnable call) {
		start(name, deadline, PATIENCE, call).run();
	}

	/**
	 * Calls on another thread.
	 * @param name what is called, for the report
	 * @param deadline the deadline of the shutdown
	 * @param patience how long to wait for it at most, from now on; a tenth of it if it
	 * has not returned before
	 * @param call the call
	 * @return waits for it
	 */
	Runnable start(String name, Deadline deadline, Duration patience, Runnable call) {
		WaitPoint returned = new WaitPoint(this.clock);
		AtomicBoolean done = new AtomicBoolean();
		AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
		Duration wait = this.hanging.contains(name) ? patience.dividedBy(10) : patience;
		long until = until(deadline, wait);
		try {
			this.threads.execute(() -> {
				thread.set(Thread.currentThread());
				run(name, call);
				done.set(true);
				returned.wakeUp();
			});
			return () -> {
				if (!returned.await(done::get, until)) {
					this.hanging.add(name);
					failed(name, "did not return within %s and was left behind".formatted(Texts.seconds(wait)),
							Culprit.standing(thread.get()));
				}
			};
		}
		catch (OutOfMemoryError ex) {
			failed(name, "could not be called", ex);
			return () -> {
			};
		}
	}

	// What hangs in the cleanup must not take the time of those that are told of the end
	private long until(Deadline deadline, Duration wanted) {
		long now = this.clock.nanoTime();
		Duration most = Duration.ofNanos(deadline.endOrPart(4) - now);
		return now + ((wanted.compareTo(most) < 0) ? wanted : most).toNanos();
	}

	private void run(String name, Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			failed(name, "failed", ex);
		}
	}

	/**
	 * What failed or did not return.
	 * @return the names
	 */
	List<String> failures() {
		return List.copyOf(this.failures);
	}

	private void failed(String name, String how, Throwable cause) {
		StackTraceElement culprit = Culprit.of(cause.getStackTrace());
		String fullName = (culprit != null)
				? "%s in %s.%s".formatted(name, culprit.getClassName(), culprit.getMethodName()) : name;
		this.failures.add(fullName);
		this.log.callFailed(fullName, how, cause);
	}

}
