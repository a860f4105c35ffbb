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

import org.jspecify.annotations.Nullable;

/**
 * Something that the drain waits for: a request or a job.
 *
 * @since 1.0.0
 */
public interface ActiveWork {

	/**
	 * When it began.
	 * @return the time on {@link ShutdownClock#nanoTime()}
	 */
	long startedAt();

	/**
	 * The thread that works on it.
	 * @return the thread, or {@code null} if there is none at this moment
	 */
	@Nullable Thread thread();

	/**
	 * Whether its end will never be told, because whoever had it dropped it without a
	 * word. Called on the thread of the shutdown.
	 * @return whether it is lost
	 */
	default boolean isLost() {
		return false;
	}

	/**
	 * Its place in the table that keeps it.
	 * @return what {@link #slot(int)} was last given, at first -1
	 */
	int slot();

	/**
	 * Notes its place in the table that keeps it. Called under the lock of the table.
	 * @param slot the place, or -1 for none
	 */
	void slot(int slot);

}
