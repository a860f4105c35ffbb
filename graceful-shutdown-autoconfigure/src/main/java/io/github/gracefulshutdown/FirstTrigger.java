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
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The trigger that came first, and the deadline that began with it. Safe for any thread.
 */
final class FirstTrigger implements ShutdownSignal {

	private final ShutdownSettings settings;

	private final ShutdownClock clock;

	private final WaitPoint pulled;

	private final AtomicReference<@Nullable Started> started = new AtomicReference<>();

	FirstTrigger(ShutdownSettings settings, ShutdownClock clock) {
		this.settings = settings;
		this.clock = clock;
		this.pulled = new WaitPoint(clock);
	}

	/**
	 * A trigger comes.
	 * @param type what it is
	 * @return what it started, or what an earlier one did
	 */
	Pull pull(ShutdownTrigger.Type type) {
		Started mine = new Started(new ShutdownTrigger(type, this.clock.now()),
				new Deadline(this.clock, this.settings.timeout(), this.settings.end().reserve()));
		Started first = this.started.compareAndExchange(null, mine);
		if (first != null) {
			return new Pull(first, false);
		}
		this.pulled.wakeUp();
		return new Pull(mine, true);
	}

	/**
	 * What the first trigger started.
	 * @return it, or {@code null} if there was none
	 */
	@Nullable Started started() {
		return this.started.get();
	}

	@Override
	public boolean isRequested() {
		return this.started.get() != null;
	}

	@Override
	public boolean await(Duration timeout) throws InterruptedException {
		return this.pulled.awaitInterruptibly(this::isRequested, timeout);
	}

	@Override
	public Duration remaining() {
		Started started = this.started.get();
		return (started != null) ? started.deadline().remaining() : this.settings.timeout();
	}

	/**
	 * What the first trigger started.
	 *
	 * @param trigger the trigger
	 * @param deadline the deadline
	 */
	record Started(ShutdownTrigger trigger, Deadline deadline) {

	}

	/**
	 * What became of a trigger.
	 *
	 * @param started what was started, by this trigger or an earlier one
	 * @param first whether it was this one
	 */
	record Pull(Started started, boolean first) {

	}

}
