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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The simulated time, and what is going to happen when. Time passes only from one event
 * to the next; events of the same moment keep the order in which they were noted.
 */
final class Agenda {

	private final PriorityQueue<Entry> entries = new PriorityQueue<>();

	private long now;

	private long number;

	/**
	 * The simulated time.
	 * @return nanoseconds since the simulation began
	 */
	long now() {
		return this.now;
	}

	void after(Duration duration, Runnable event) {
		at(this.now + duration.toNanos(), event);
	}

	void at(long time, Runnable event) {
		this.entries.add(new Entry(Math.max(time, this.now), this.number++, event));
	}

	/**
	 * Lets time pass.
	 * @param until when to stop, asked before each event
	 */
	void run(BooleanSupplier until) {
		while (!until.getAsBoolean()) {
			Entry next = this.entries.remove();
			this.now = next.time();
			next.event().run();
		}
	}

	// An event.
	private record Entry(long time, long number, Runnable event) implements Comparable<Entry> {

		@Override
		public int compareTo(Entry other) {
			int byTime = Long.compare(this.time, other.time);
			return (byTime != 0) ? byTime : Long.compare(this.number, other.number);
		}

	}

}
