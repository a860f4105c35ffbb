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

import org.springframework.context.ApplicationContext;

/**
 * Finds a shutdown hook of a library that closes what requests need while they run.
 *
 * @param hook the hook
 * @param context the application context
 * @param hooks the shutdown hooks of the JVM
 */
record ForeignHookCheck(ForeignHook hook, ApplicationContext context, ShutdownHooks hooks) implements SignalPathCheck {

	private static final String TEXT = "At a signal, a shutdown hook of %s closes %s while requests still need it. "
			+ "Remove graceful-shutdown.signals.enabled=false, or %s";

	@Override
	public Optional<LogEvent> run() {
		if (!this.hooks.runAtSignal() || !this.hook.isRegistered(this.context)) {
			return Optional.empty();
		}
		String text = TEXT.formatted(this.hook.library(), this.hook.closes(), this.hook.remedy());
		return Optional.of(LogEvent.warn("doctor-foreign-hook", text).with("library", this.hook.library()));
	}

}
