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

package io.github.gracefulshutdown.startup;

import java.util.List;

import io.github.gracefulshutdown.Background;

/**
 * The threads that watch, or speak for those that do.
 */
final class WatchThreads {

	private WatchThreads() {
	}

	static List<Thread> find() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("graceful-shutdown-startup"))
			.toList();
	}

	/**
	 * Blocks until there are none.
	 */
	static void awaitEnd() {
		find().forEach((thread) -> Background.join(Background.run(() -> join(thread))));
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
