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
 * Finds a web server that cuts requests when it stops: those that begin after the drain,
 * and those that it does not count.
 *
 * @param environment the environment of the application
 */
record ImmediateShutdownCheck(Environment environment) implements SignalPathCheck {

	private static final String KEY = "server.shutdown";

	private static final String TEXT = "The web server cuts requests that begin between the end of the drain and its stop: "
			+ KEY + " is immediate. Remove that key";

	@Override
	public Optional<LogEvent> run() {
		if (!"immediate".equalsIgnoreCase(this.environment.getProperty(KEY)) || !hasServer()) {
			return Optional.empty();
		}
		return Optional.of(LogEvent.warn("doctor-immediate-shutdown", TEXT).with("key", KEY));
	}

	// Set by Spring Boot when its server has started
	private boolean hasServer() {
		return this.environment.containsProperty("local.server.port");
	}

}
