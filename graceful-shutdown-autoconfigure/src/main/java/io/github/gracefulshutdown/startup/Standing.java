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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread stands that starts the application.
 *
 * @param thread the name of the thread
 * @param stack its stack, innermost frame first
 */
record Standing(String thread, List<StackTraceElement> stack) {

	private static final String APPLICATION = "org.springframework.boot.SpringApplication";

	/**
	 * From where code is called that may be to blame.
	 */
	private static final List<String> CALLERS = List.of("org.springframework.beans.factory.", APPLICATION);

	private static final List<String> NOT_TO_BLAME = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
			"org.springframework.");

	/**
	 * The JVM leaves out the outer frames of a stack that is longer.
	 */
	private static final int LONGEST = 1024;

	private static final int SHOWN = 60;

	static Standing of(Thread thread) {
		return new Standing(thread.getName(), List.of(thread.getStackTrace()));
	}

	/**
	 * Whether it still is in the start: one can be abandoned without an event, as Spring
	 * does in ahead-of-time processing.
	 * @return whether it is, as far as can be seen
	 */
	boolean isInStart() {
		return this.stack.size() >= LONGEST
				|| this.stack.stream().map(StackTraceElement::getClassName).anyMatch(APPLICATION::equals);
	}

	/**
	 * The code to look at: what Spring called last that is not its own.
	 * @return class, method and line, or {@code null} if there is nobody to blame
	 */
	@Nullable String culprit() {
		return this.stack.stream()
			.takeWhile((frame) -> CALLERS.stream().noneMatch(frame.getClassName()::startsWith))
			.filter((frame) -> NOT_TO_BLAME.stream().noneMatch(frame.getClassName()::startsWith))
			.filter((frame) -> frame.getLineNumber() > 0 && !frame.getClassName().equals(RunnerWatch.class.getName()))
			.reduce((inner, outer) -> outer)
			.map((frame) -> "%s.%s(%s:%d)".formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
					frame.getLineNumber()))
			.orElse(null);
	}

	/**
	 * The stack to read.
	 * @return a line for each frame, indented
	 */
	String lines() {
		return this.stack.stream()
			.limit(SHOWN)
			.map((frame) -> "%n        at %s".formatted(frame))
			.collect(Collectors.joining())
				+ ((this.stack.size() > SHOWN) ? "%n        ... %d more".formatted(this.stack.size() - SHOWN) : "");
	}

}
