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

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that stays with its exchange when it becomes asynchronous: without arguments
 * {@link #startAsync()} would go back to the response of the container, which is never
 * told that it is time to close.
 */
final class CountedRequest extends HttpServletRequestWrapper {

	private final ServletExchange exchange;

	CountedRequest(HttpServletRequest request, ServletExchange exchange) {
		super(request);
		this.exchange = exchange;
	}

	@Override
	public AsyncContext startAsync() {
		return startAsync(getRequest(), this.exchange);
	}

}
