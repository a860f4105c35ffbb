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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls the participants of the shutdown, all at the same time.
 */
final class Participants {

	private final Supplier<List<ShutdownParticipant>> participants;

	private final BoundedCalls calls;

	// Who has been told of the start hears of the rest
	private volatile List<ShutdownParticipant> told = List.of();

	Participants(Supplier<List<ShutdownParticipant>> participants, BoundedCalls calls) {
		this.participants = participants;
		this.calls = calls;
	}

	/**
	 * Looks for them, so that it takes no time later.
	 */
	@SuppressWarnings("ReturnValueIgnored") // it is the search that counts
	void find() {
		this.participants.get();
	}

	/**
	 * Tells them that the shutdown has started.
	 * @param deadline the deadline of the shutdown
	 */
	void shutdownStarted(Deadline deadline) {
		this.told = this.participants.get();
		call(deadline, BoundedCalls.PATIENCE, ShutdownParticipant::shutdownStarted);
	}

	/**
	 * Tells them that the drain has started.
	 * @param deadline the deadline of the shutdown
	 */
	void drainStarted(Deadline deadline) {
		call(deadline, BoundedCalls.PATIENCE, ShutdownParticipant::drainStarted);
	}

	/**
	 * Tells them that half of the drain's time has passed.
	 * @param deadline the deadline of the shutdown
	 * @param left the other half, which who hangs does not make longer
	 */
	void drainSlow(Deadline deadline, Duration left) {
		call(deadline, (left.compareTo(BoundedCalls.PATIENCE) < 0) ? left : BoundedCalls.PATIENCE,
				ShutdownParticipant::drainSlow);
	}

	/**
	 * Looks for those that want to look at the end of the drain.
	 * @return them, mostly none
	 */
	List<LastLook> lastLooks() {
		return this.told.stream().filter(LastLook.class::isInstance).map(LastLook.class::cast).toList();
	}

	/**
	 * Waits for those that look.
	 * @param lastLooks who looks
	 * @param deadline the deadline of the shutdown
	 * @param reserve what must be left
	 */
	void await(List<LastLook> lastLooks, Deadline deadline, Duration reserve) {
		Duration available = deadline.left(reserve);
		List<Runnable> waits = lastLooks.stream()
			.map((look) -> start(look, deadline, available.plus(BoundedCalls.PATIENCE), () -> look.await(available)))
			.toList();
		waits.forEach(Runnable::run);
	}

	private void call(Deadline deadline, Duration patience, Consumer<ShutdownParticipant> call) {
		List<Runnable> waits = new ArrayList<>();
		for (ShutdownParticipant participant : this.told) {
			waits.add(start(participant, deadline, patience, () -> call.accept(participant)));
		}
		waits.forEach(Runnable::run);
	}

	private Runnable start(ShutdownParticipant participant, Deadline deadline, Duration patience, Runnable call) {
		return this.calls.start("participant " + participant.getClass().getName(), deadline, patience, call);
	}

}
