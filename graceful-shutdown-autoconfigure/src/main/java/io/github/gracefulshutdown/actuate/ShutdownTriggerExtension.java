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

package io.github.gracefulshutdown.actuate;

import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.ShutdownTrigger;

import org.springframework.boot.actuate.context.ShutdownEndpoint;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Has {@code POST /actuator/shutdown} begin a whole shutdown, lame duck included, where
 * Spring Boot would close the application half a second later.
 *
 * @since 1.0.0
 */
@EndpointWebExtension(endpoint = ShutdownEndpoint.class)
public final class ShutdownTriggerExtension {

	private final ProcessEnd end;

	/**
	 * Creates the extension.
	 * @param end the end of the process
	 */
	public ShutdownTriggerExtension(ProcessEnd end) {
		this.end = end;
	}

	/**
	 * Begins the shutdown.
	 * @return what Spring Boot answers
	 */
	@WriteOperation
	public Answer shutdown() {
		this.end.start(ShutdownTrigger.Type.ACTUATOR);
		return new Answer("Shutting down, bye...");
	}

	/**
	 * The answer.
	 *
	 * @param message a message for people
	 */
	public record Answer(String message) implements OperationResponseBody {

	}

}
