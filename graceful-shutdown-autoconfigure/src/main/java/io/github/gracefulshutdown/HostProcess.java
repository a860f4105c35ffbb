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

import java.util.function.IntConsumer;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The process that the application runs in. Safe for any thread.
 *
 * @since 1.0.0
 */
public interface HostProcess {

	/**
	 * Whether the process is going to end together with the application.
	 * @param trigger what shuts the application down
	 * @return whether it is
	 */
	boolean endsWith(ShutdownTrigger.Type trigger);

	/**
	 * Whether its log is gone, so that only standard error is left.
	 * @return whether it is
	 */
	boolean isLogGone();

	/**
	 * Ends the process, shutdown hooks included.
	 * @param code the exit code
	 */
	void exit(int code);

	/**
	 * Ends the process at once.
	 * @param code the exit code
	 */
	void halt(int code);

	/**
	 * Whether an application runs in a test of Spring Boot: a {@code @SpringBootTest}, or
	 * one of its slices. Its process is not ours to end.
	 * @param environment the environment of the application
	 * @return whether the test has put properties of its own there, as Spring Boot lets
	 * each do ({@code SpringBootContextLoader.getInlinedProperties()})
	 */
	static boolean isOfTest(Environment environment) {
		return environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains("Inlined Test Properties");
	}

	/**
	 * A process that is ours to end: {@code close()} alone leaves it, all other triggers
	 * end it.
	 * @return this process
	 */
	static HostProcess own() {
		return new JavaProcess(System::exit, Runtime.getRuntime()::halt);
	}

	/**
	 * A process that is not ours to end, as that of a test: nothing ends it.
	 * @return this process
	 */
	static HostProcess shared() {
		IntConsumer nothing = (code) -> {
		};
		return new JavaProcess(nothing, nothing) {

			@Override
			public boolean endsWith(ShutdownTrigger.Type trigger) {
				return false;
			}

		};
	}

}
