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

package io.github.gracefulshutdown.task;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread stands, for runs whose end nobody may have told us of: one listener that
 * fails keeps a scheduler from calling the next.
 */
final class Frames {

	private Frames() {
	}

	/**
	 * How many methods of a class a thread is in.
	 * @param type the class
	 * @param thread the thread, or {@code null}
	 * @return how many calls have not returned; none if there is no thread
	 */
	static long of(Class<?> type, @Nullable Thread thread) {
		return (thread != null) ? Arrays.stream(thread.getStackTrace())
			.filter((frame) -> frame.getClassName().equals(type.getName()))
			.count() : 0;
	}

	/**
	 * What a thread has called from a class, directly or not.
	 * @param type the class
	 * @param thread the thread
	 * @return the methods with their classes, the innermost first, none if it is in no
	 * method of the class
	 */
	static List<String> above(Class<?> type, Thread thread) {
		List<StackTraceElement> frames = List.of(thread.getStackTrace());
		int count = frames.size();
		while (count > 0 && !frames.get(count - 1).getClassName().equals(type.getName())) {
			count--;
		}
		return frames.subList(0, count)
			.stream()
			.map((frame) -> frame.getClassName() + "." + frame.getMethodName())
			.toList();
	}

}
