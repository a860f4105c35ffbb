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
 * Tells a loop that it is time to end. Safe for any thread. With
 * {@code graceful-shutdown.enabled=false} nothing is ever requested.
 *
 * @since 1.0.0
 */
public interface ShutdownSignal {

	/**
	 * Whether a shutdown has begun.
	 * @return whether it has; never changes back
	 */
	boolean isRequested();

	/**
	 * Waits until a shutdown begins.
	 * @param timeout how long to wait at most
	 * @return whether one has begun, which ends the wait at once
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	boolean await(Duration timeout) throws InterruptedException;

	/**
	 * What is left of the budget.
	 * @return the time until the process has to be gone; the whole
	 * {@code graceful-shutdown.timeout} before a shutdown has begun;
	 * {@code Duration.ofNanos(Long.MAX_VALUE)} with
	 * {@code graceful-shutdown.enabled=false}
	 */
	Duration remaining();

}
