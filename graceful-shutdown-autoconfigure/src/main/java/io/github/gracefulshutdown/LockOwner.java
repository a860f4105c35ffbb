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

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.context.support.AbstractApplicationContext;

/**
 * The thread that holds the lock which another one waits for. If that one closes the
 * application, it is most likely the thread of a start that hangs.
 *
 * @param thread its name
 * @param lock the class of the lock
 * @param stack where it stands
 */
record LockOwner(String thread, String lock, StackTraceElement[] stack) {

	// Whoever calls it is not to blame for the start
	private static final String START = AbstractApplicationContext.class.getName();

	/**
	 * Looks for it.
	 * @param waiting the thread that waits
	 * @return the owner, or {@code null} if it waits for no lock that anybody holds
	 */
	@SuppressWarnings("deprecation") // threadId() came with Java 19
	static @Nullable LockOwner of(Thread waiting) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		ThreadInfo info = threads.getThreadInfo(waiting.getId());
		LockInfo lock = (info != null) ? info.getLockInfo() : null;
		if (info == null || lock == null || info.getLockOwnerName() == null) {
			return null;
		}
		ThreadInfo owner = threads.getThreadInfo(info.getLockOwnerId(), Integer.MAX_VALUE);
		return new LockOwner(info.getLockOwnerName(), lock.getClassName(),
				(owner != null) ? owner.getStackTrace() : new StackTraceElement[0]);
	}

	/**
	 * The code to blame and its thread.
	 */
	@Override
	public String toString() {
		StackTraceElement culprit = Culprit.of(Arrays.stream(this.stack)
			.takeWhile((frame) -> !frame.getClassName().equals(START))
			.toArray(StackTraceElement[]::new));
		return (culprit != null) ? "%s on thread %s".formatted(Texts.frame(culprit), this.thread)
				: "thread " + this.thread;
	}

}
