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

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Does in Tomcat's engine what an {@link ActiveRequestFilter} can do alone, but slower:
 * gives the application the response of the exchange, so that the request needs no
 * wrapper, which each of the many calls to it would have to pass; and tells when a
 * request that is not asynchronous has ended, its error page included. Where there is a
 * {@code ServletRequestListener} for that, Tomcat makes an event of each attribute that
 * is set in a request
 * ({@code org.apache.catalina.connector.Request#notifyAttributeAssigned}).
 *
 * @since 1.0.0
 */
public final class ExchangeValve extends ValveBase {

	private final ActiveRequestFilter filter;

	/**
	 * Creates a valve of the engine.
	 * @param filter what counts
	 */
	public ExchangeValve(ActiveRequestFilter filter) {
		super(true);
		this.filter = filter;
		filter.valve();
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.isAsync()) {
			// Has its response, and tells its end itself
			getNext().invoke(request, response);
			answer(request);
			return;
		}
		HttpServletResponse given = this.filter.response(request.getRequest(), response.getResponse(),
				request.getCoyoteRequest().getStartTimeNanos());
		response.setResponse(given);
		try {
			getNext().invoke(request, response);
		}
		finally {
			if (given instanceof ServletExchange exchange && exchange.goesOn() && !request.isAsync()) {
				this.filter.leave(exchange);
			}
		}
	}

	// What a filter before ours has written in this dispatch is sent as well
	private static void answer(Request request) {
		ServletExchange exchange = ServletExchange.of(request.getRequest());
		if (exchange != null && !exchange.isAborted() && !request.isAsyncStarted()) {
			exchange.complete();
		}
	}

}
