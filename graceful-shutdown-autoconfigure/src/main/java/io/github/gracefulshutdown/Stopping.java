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
 * Spring stops its lifecycle beans as always, but no phase may take more than what is
 * left of the budget. The state lasts from the end of the drain until the application
 * context calls {@link GracefulShutdownLifecycle#stop(Runnable)}.
 */
final class Stopping implements Stage {

	private final LifecyclePhases phases;

	private final Duration reserve;

	Stopping(LifecyclePhases phases, Duration reserve) {
		this.phases = phases;
		this.reserve = reserve;
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.STOPPING;
	}

	@Override
	public void run(Deadline deadline) {
		Duration left = deadline.remaining().minus(this.reserve);
		this.phases.limit(left.isNegative() ? Duration.ZERO : left);
	}

}
