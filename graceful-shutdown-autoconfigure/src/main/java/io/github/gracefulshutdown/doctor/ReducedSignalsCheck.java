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

package io.github.gracefulshutdown.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.github.gracefulshutdown.LogEvent;

/**
 * Finds a JVM that leaves signals to the operating system.
 *
 * @param arguments the arguments of the JVM
 */
record ReducedSignalsCheck(Supplier<List<String>> arguments) implements SignalPathCheck {

	/**
	 * Two names of one option.
	 */
	private static final Set<String> OPTIONS = Set.of("-Xrs", "-XX:+ReduceSignalUsage");

	private static final String TEXT = "A signal ends this process without a shutdown: "
			+ "the JVM was started with %1$s. Remove %1$s";

	@Override
	public Optional<LogEvent> run() {
		return option().map(ReducedSignalsCheck::finding);
	}

	boolean isReduced() {
		return option().isPresent();
	}

	private static LogEvent finding(String option) {
		return LogEvent.warn("doctor-reduced-signals", TEXT.formatted(option)).with("option", option);
	}

	private Optional<String> option() {
		return this.arguments.get().stream().filter(OPTIONS::contains).findFirst();
	}

}
