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

/**
 * Stands in for a shutdown that is switched off: counts nothing, and never comes.
 *
 * @since 1.0.0
 */
public final class NoShutdown implements ShutdownSignal {

	// The longest time that is a number of nanoseconds: 292 years
	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

	private final WaitPoint never = new WaitPoint(ShutdownClock.system());

	/**
	 * Creates a stand-in.
	 */
	public NoShutdown() {
	}

	/**
	 * A tracker that counts nothing.
	 * @return the tracker
	 */
	public JobTracker tracker() {
		return new UncountingTracker();
	}

	@Override
	public boolean isRequested() {
		return false;
	}

	@Override
	public boolean await(Duration timeout) throws InterruptedException {
		return this.never.awaitInterruptibly(() -> false, timeout);
	}

	@Override
	public Duration remaining() {
		return FOREVER;
	}

	// A class, so that tests can spy on it
	private static final class UncountingTracker implements JobTracker {

		@Override
		public Job start(String name, String id) {
			return new UncountedJob();
		}

	}

	// A job that nobody waits for
	private static final class UncountedJob implements Job {

		@Override
		public Job onInterrupted(Runnable handBack) {
			return this;
		}

		@Override
		public void close() {
		}

	}

}
