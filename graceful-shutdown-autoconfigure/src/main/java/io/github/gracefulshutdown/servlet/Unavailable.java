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

package io.github.gracefulshutdown.servlet;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The answer of a process that no longer serves: {@code 503} with {@code Retry-After}. By
 * then the client's next connection leads to another instance, so a second is enough.
 */
final class Unavailable {

	private static final String RETRY_AFTER_SECONDS = "1";

	private Unavailable() {
	}

	/**
	 * Sends it in the place of everything that was written so far and not sent.
	 * @param http1 whether the protocol knows {@code Connection: close}
	 * @param response the response, not committed
	 */
	static void send(boolean http1, HttpServletResponse response) {
		response.reset();
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
		if (http1) {
			response.setHeader("Connection", "close");
		}
		response.setContentLength(0);
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			// The client is gone
		}
	}

}
