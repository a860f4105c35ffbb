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

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds the exchange that an {@link ExchangeValve} has made, where a filter of the
 * application that comes before ours has wrapped its response.
 */
final class WrappedExchange {

	private WrappedExchange() {
	}

	/**
	 * The exchange inside of a response.
	 * @param response the response
	 * @return the exchange or {@code null}
	 */
	static @Nullable ServletExchange in(ServletResponse response) {
		ServletResponse inner = response;
		while (inner instanceof ServletResponseWrapper wrapper) {
			if (inner instanceof ServletExchange exchange) {
				return exchange;
			}
			inner = wrapper.getResponse();
		}
		return null;
	}

}
