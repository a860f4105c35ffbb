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

import java.util.Optional;

import io.github.gracefulshutdown.LogEvent;

import org.springframework.core.env.Environment;

/**
 * Finds an application that is not closed by the shutdown hooks that a signal leads to.
 *
 * @param environment its environment
 * @param hooks the shutdown hooks
 */
record MissingHookCheck(Environment environment, ShutdownHooks hooks) implements SignalPathCheck {

	private static final String KEY = "spring.main.register-shutdown-hook";

	private static final String TEXT = "A signal ends this process without a shutdown: signals are not handled, and "
			+ KEY + " is false. Remove that key, or graceful-shutdown.signals.enabled=false";

	@Override
	public Optional<LogEvent> run() {
		if (this.environment.getProperty(KEY, Boolean.class, true) || !this.hooks.runAtSignal()) {
			return Optional.empty();
		}
		return Optional.of(LogEvent.warn("doctor-no-shutdown-hook", TEXT).with("key", KEY));
	}

}
