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
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Calls code that is not ours so that it can neither fail nor hold up the shutdown.
 */
final class BoundedCalls {

	private static final Log logger = LogFactory.getLog(BoundedCalls.class);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final List<String> NOT_TO_BLAME = List.of("java.", "jdk.", "sun.", "org.springframework.",
			BoundedCalls.class.getName(), Participants.class.getName(), ShutdownEvents.class.getName());

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final ShutdownThreads threads;

	private final ShutdownClock clock;

	BoundedCalls(ShutdownThreads threads, ShutdownClock clock) {
		this.threads = threads;
		this.clock = clock;
	}

	/**
	 * Calls on another thread, and waits for it for a second at most.
	 * @param name what is called, for the report
	 * @param deadline the deadline of the shutdown
	 * @param call the call
	 */
	void call(String name, Deadline deadline, Runnable call) {
		WaitPoint returned = new WaitPoint(this.clock);
		AtomicBoolean done = new AtomicBoolean();
		try {
			Thread thread = this.threads.start(() -> {
				run(name, call);
				done.set(true);
				returned.wakeUp();
			});
			if (!returned.await(done::get, deadline.endOf(PATIENCE, Duration.ZERO))) {
				Throwable where = new IllegalStateException("Stands at this place");
				where.setStackTrace(thread.getStackTrace());
				failed(name, "did not return within %ss and was left behind".formatted(PATIENCE.toSeconds()), where);
			}
		}
		catch (OutOfMemoryError ex) {
			failed(name, "could not be called", ex);
		}
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
		String culprit = culprit(cause.getStackTrace());
		String fullName = culprit.isEmpty() ? name : "%s in %s".formatted(name, culprit);
		this.failures.add(fullName);
		logger.warn("The %s %s during the shutdown, which goes on without it".formatted(fullName, how), cause);
	}

	// The outermost method that belongs neither to the JDK, nor to Spring, nor to us
	private static String culprit(StackTraceElement[] stack) {
		String culprit = "";
		for (StackTraceElement frame : stack) {
			if (NOT_TO_BLAME.stream().noneMatch(frame.getClassName()::startsWith)) {
				culprit = frame.getClassName() + "." + frame.getMethodName();
			}
		}
		return culprit;
	}

}
