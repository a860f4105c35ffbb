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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.ShutdownReport.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The states that were entered, when, and for how long; the last one is the current
 * state. All transitions pass here.
 */
final class History {

	private final ShutdownClock clock;

	private final @Nullable PreviousShutdown previous;

	private volatile List<Entry> entries = List.of();

	History(ShutdownClock clock, @Nullable PreviousShutdown previous) {
		this.clock = clock;
		this.previous = previous;
	}

	/**
	 * What was before all of them.
	 * @return how the process before this one has ended, or {@code null} if that is not
	 * known
	 */
	@Nullable PreviousShutdown previous() {
		return this.previous;
	}

	ShutdownState state() {
		List<Entry> entries = this.entries;
		return entries.isEmpty() ? ShutdownState.RUNNING : entries.get(entries.size() - 1).state();
	}

	/**
	 * Enters a state.
	 * @param state the state
	 * @return the state before
	 */
	synchronized ShutdownState enter(ShutdownState state) {
		ShutdownState from = state();
		if (!state.isAfter(from)) {
			throw new IllegalStateException("From %s there is no way to %s".formatted(from, state));
		}
		List<Entry> entries = new ArrayList<>(this.entries);
		entries.add(new Entry(state, this.clock.now(), this.clock.nanoTime()));
		this.entries = List.copyOf(entries);
		return from;
	}

	/**
	 * The states so far.
	 * @return the states, the current one with the time that it has lasted so far
	 */
	List<Stage> stages() {
		List<Entry> entries = this.entries;
		List<Stage> stages = new ArrayList<>();
		long end = this.clock.nanoTime();
		for (int i = entries.size() - 1; i >= 0; i--) {
			Entry entry = entries.get(i);
			boolean last = entry.state() == ShutdownState.TERMINATED;
			Duration duration = last ? Duration.ZERO : Duration.ofNanos(end - entry.nanos());
			stages.add(0, new Stage(entry.state(), entry.at(), duration));
			end = entry.nanos();
		}
		return List.copyOf(stages);
	}

	// One state.
	private record Entry(ShutdownState state, Instant at, long nanos) {

	}

}
