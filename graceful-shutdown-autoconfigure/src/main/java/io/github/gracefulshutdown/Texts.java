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
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the log and the page spell things.
 *
 * @since 1.0.0
 */
public final class Texts {

	private Texts() {
	}

	/**
	 * Spells a duration.
	 * @param duration the duration
	 * @return seconds with two decimals
	 */
	public static String seconds(Duration duration) {
		long hundredths = (duration.toNanos() + 5_000_000) / 10_000_000;
		return "%d.%02ds".formatted(hundredths / 100, hundredths % 100);
	}

	/**
	 * Spells a frame without the name of its class loader.
	 * @param frame the frame
	 * @return class, method and line
	 */
	static String frame(StackTraceElement frame) {
		return new StackTraceElement(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
				frame.getLineNumber())
			.toString();
	}

	/**
	 * Spells a stack trace.
	 * @param stack the frames, innermost first
	 * @param limit how many at most
	 * @return a line for each, indented
	 */
	static String lines(StackTraceElement[] stack, int limit) {
		String lines = Arrays.stream(stack)
			.limit(limit)
			.map((frame) -> "%n        at %s".formatted(frame(frame)))
			.collect(Collectors.joining());
		int more = stack.length - limit;
		return (more > 0) ? lines + "%n        ... %d more".formatted(more) : lines;
	}

	/**
	 * Spells the top of a stack trace: where the thread stands, and the application's
	 * frames that led there, without those of the JDK in between.
	 * @param stack the frames, innermost first
	 * @param limit how many at most
	 * @return a line for each, indented
	 */
	static String top(StackTraceElement[] stack, int limit) {
		return lines(Stream
			.concat(Arrays.stream(stack).limit(1),
					Arrays.stream(stack).skip(1).dropWhile((frame) -> !Culprit.isToBlame(frame)).limit(limit - 1))
			.toArray(StackTraceElement[]::new), limit);
	}

}
