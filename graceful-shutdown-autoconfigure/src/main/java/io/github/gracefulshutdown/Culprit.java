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

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds in a stack trace the code that is to blame for what fails or hangs: that which
 * belongs neither to the JDK, nor to Spring and what it calls others with, nor to the
 * shutdown itself.
 */
final class Culprit {

	private static final List<String> NOT_TO_BLAME = List.of("java.", "jdk.", "sun.", "org.springframework.",
			"io.micrometer.");

	// Below which the code of others is called, or which wait themselves
	private static final List<Class<?>> OWN = List.of(BoundedCalls.class, ClosingThread.class, GracefulShutdown.class,
			GracefulShutdownLifecycle.class, Participants.class, ProcessEnd.class, ShutdownEvents.class, Stages.class,
			TaskRun.class, Terminated.class, WaitPoint.class);

	private static final List<String> OWN_PACKAGES = Stream.of("signal", "task")
		.map((name) -> "%s.%s.".formatted(Culprit.class.getPackageName(), name))
		.toList();

	// As $$SpringCGLIB$$0
	private static final Pattern PROXY = Pattern.compile("\\$\\$.*");

	// The package, and what a class with a name is nested in
	private static final Pattern NESTING = Pattern.compile("^(?:.*[.])?(?:.*[$](?=[A-Za-z_]))?");

	private Culprit() {
	}

	/**
	 * The outermost frame to blame, which is the method of the application that Spring
	 * called.
	 * @param stack the stack, innermost frame first
	 * @return the frame, or {@code null} if there is nobody to blame
	 */
	static @Nullable StackTraceElement of(StackTraceElement[] stack) {
		return Arrays.stream(stack).filter(Culprit::isToBlame).reduce((inner, outer) -> outer).orElse(null);
	}

	/**
	 * Spells a frame for people who know the code.
	 * @param frame the frame
	 * @return class and method, without what surrounds the class and what a proxy adds
	 */
	static String simpleName(StackTraceElement frame) {
		String type = PROXY.matcher(frame.getClassName()).replaceFirst("");
		return "%s.%s".formatted(NESTING.matcher(type).replaceFirst(""), frame.getMethodName());
	}

	/**
	 * Whether a frame can be to blame.
	 * @param frame the frame
	 * @return whether it can
	 */
	static boolean isToBlame(StackTraceElement frame) {
		String name = frame.getClassName();
		return OWN_PACKAGES.stream().noneMatch(name::startsWith) && NOT_TO_BLAME.stream().noneMatch(name::startsWith)
				&& OWN.stream().map(Class::getName).noneMatch((own) -> name.equals(own) || name.startsWith(own + "$"));
	}

	/**
	 * The cause to log for a thread that does not return.
	 * @param thread the thread, or {@code null} if it has not even begun
	 * @return a throwable with its stack
	 */
	static Throwable standing(@Nullable Thread thread) {
		return standing((thread != null) ? thread.getStackTrace() : new StackTraceElement[0]);
	}

	/**
	 * The cause to log for a thread that does not return.
	 * @param stack where it stands
	 * @return a throwable with that stack
	 */
	static Throwable standing(StackTraceElement[] stack) {
		Throwable where = new IllegalStateException("Stands at this place");
		where.setStackTrace(stack);
		return where;
	}

}
