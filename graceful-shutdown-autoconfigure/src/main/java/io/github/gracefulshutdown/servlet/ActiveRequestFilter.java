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

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LateRequests;
import io.github.gracefulshutdown.ShutdownClock;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Counts each HTTP exchange exactly once, whatever becomes of it. Most end with the
 * filter chain. One that is asynchronous, or that the container answers with an error
 * page, ends when the container tells so. In Tomcat an {@link ExchangeValve} hears that,
 * elsewhere a {@link #listener()}. Begins to count when a web server serves the
 * application: exchanges of mock environments need not end.
 *
 * @since 1.0.0
 */
public final class ActiveRequestFilter implements Filter {

	private final ActiveRequests requests;

	private final GracefulShutdown shutdown;

	private final LateRequests lateRequests;

	private final Closing closing;

	private final Dispatcher dispatcher = new Dispatcher();

	private final ExchangeEnd exchangeEnd = new ExchangeEnd(this::ended);

	private volatile @Nullable IgnoredPaths ignoredPaths;

	private volatile boolean valve;

	/**
	 * Creates a filter that does not count yet.
	 * @param requests the active requests
	 * @param shutdown the shutdown
	 * @param lateRequests what becomes of requests during the drain
	 * @param compression whether the container may compress responses
	 */
	public ActiveRequestFilter(ActiveRequests requests, GracefulShutdown shutdown, LateRequests lateRequests,
			boolean compression) {
		this.requests = requests;
		this.shutdown = shutdown;
		this.lateRequests = lateRequests;
		this.closing = new Closing(shutdown::isStarted, compression);
	}

	/**
	 * Begins to count: a web server serves the application.
	 * @param ignoredPaths what is not counted
	 */
	void serving(IgnoredPaths ignoredPaths) {
		this.ignoredPaths = ignoredPaths;
		this.requests.serving();
	}

	/**
	 * There is a valve, which gives each exchange of the web server its response.
	 */
	void valve() {
		this.valve = true;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpServletResponse httpResponse = (HttpServletResponse) response;
		if (httpRequest.getDispatcherType() != DispatcherType.REQUEST) {
			goOn(httpRequest, httpResponse, chain);
		}
		else if (isCounted(httpRequest)) {
			count(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, closing(httpRequest, httpResponse));
		}
	}

	private void count(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (response instanceof ServletExchange exchange) {
			count(exchange, request, response, chain);
		}
		else if (!this.valve) {
			ServletExchange exchange = exchange(request, response, this.requests.nanoTime());
			count(exchange, new CountedRequest(request, exchange), exchange, chain);
		}
		else {
			ServletExchange wrapped = WrappedExchange.in(response);
			if (wrapped != null) {
				count(wrapped, request, response, chain);
			}
			else {
				// A mock: nobody would tell its end
				chain.doFilter(request, closing(request, response));
			}
		}
	}

	private void count(ServletExchange exchange, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		if (this.lateRequests.areRefusedIn(this.shutdown.state()) || !this.requests.begin(exchange)) {
			this.requests.reject();
			exchange.refuse();
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException | RuntimeException | Error ex) {
			if (isSettled(exchange)) {
				return;
			}
			goOn(request, exchange);
			throw ex;
		}
		if (exchange.isGivenUp()) {
			end(exchange);
		}
		else if (request.isAsyncStarted() || exchange.hasFailed() || (response != exchange && !exchange.isAborted())) {
			// The valve also ends what a filter that comes before may still write
			goOn(request, exchange);
		}
		else {
			complete(exchange);
		}
	}

	private void goOn(HttpServletRequest request, ServletExchange exchange) {
		if (request.isAsyncStarted()) {
			this.exchangeEnd.of(request);
		}
		exchange.goOn();
	}

	// Whether a handler that threw was aborted, and its client has been told
	private boolean isSettled(ServletExchange exchange) {
		boolean settled = exchange.isAborted() && exchange.refuse();
		if (settled) {
			end(exchange);
		}
		return settled;
	}

	private void complete(ServletExchange exchange) throws IOException {
		try {
			exchange.answer();
		}
		finally {
			end(exchange);
		}
	}

	// A later dispatch of an exchange, for an asynchronous result or an error page.
	private void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletExchange exchange = ServletExchange.of(request);
		if (exchange == null) {
			chain.doFilter(request, closing(request, response));
			return;
		}
		exchange.occupy();
		try {
			if (!exchange.isAborted()) {
				chain.doFilter(request, closing(request, response));
			}
		}
		catch (IOException | ServletException | RuntimeException | Error ex) {
			if (!exchange.isAborted() || !exchange.refuse()) {
				throw ex;
			}
		}
		finally {
			exchange.release(Thread.currentThread());
		}
		answer(request, response, exchange);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, ServletExchange exchange)
			throws IOException {
		boolean goesOn = request.isAsyncStarted();
		if (goesOn && request.getDispatcherType() == DispatcherType.ERROR) {
			// An asynchronous error page, of which the container tells nobody yet
			this.exchangeEnd.of(request);
		}
		else if (!goesOn && exchange.isAborted()) {
			exchange.refuseOrCut();
		}
		else if (!goesOn && request.getDispatcherType() == DispatcherType.ASYNC
				&& (response == exchange || !this.valve)) {
			exchange.complete();
		}
	}

	private boolean isCounted(HttpServletRequest request) {
		IgnoredPaths ignored = this.ignoredPaths;
		return ignored != null && !ignored.contain(request);
	}

	// Always, once a web server serves: the trigger may come before the response is sent
	private HttpServletResponse closing(HttpServletRequest request, HttpServletResponse response) {
		boolean needed = this.ignoredPaths != null && !(response instanceof ClosingResponse);
		return needed ? new ClosingResponse(request, response, this.closing) : response;
	}

	/**
	 * The response that an application has to have for its requests to be counted. Where
	 * the container gives it another one, the filter adds what is missing.
	 * @param request the request
	 * @param response the response of the container
	 * @param startedAt when the request came, on {@link ShutdownClock#nanoTime()}
	 * @return what to give to the application
	 */
	public HttpServletResponse response(HttpServletRequest request, HttpServletResponse response, long startedAt) {
		return (this.ignoredPaths != null) ? exchange(request, response, startedAt) : response;
	}

	private ServletExchange exchange(HttpServletRequest request, HttpServletResponse response, long startedAt) {
		return new ServletExchange(request, response, this.closing, this.dispatcher, startedAt);
	}

	/**
	 * What has to listen where there is no {@link ExchangeValve}.
	 * @return a listener
	 */
	public ServletRequestListener listener() {
		// Not the filter itself: Spring Boot registers every bean that is one
		return this.exchangeEnd;
	}

	private void ended(ServletRequest request) {
		ServletExchange exchange = ServletExchange.of(request);
		if (exchange != null) {
			end(exchange);
		}
	}

	/**
	 * The application is done with an exchange that has gone on after the filter.
	 * @param exchange the exchange
	 */
	void leave(ServletExchange exchange) {
		try {
			if (exchange.isAborted()) {
				exchange.refuse();
			}
			else {
				exchange.complete();
			}
		}
		finally {
			end(exchange);
		}
	}

	/**
	 * The container is done with an exchange. It may tell so more than once.
	 * @param exchange the exchange
	 */
	void end(ServletExchange exchange) {
		this.requests.end(exchange);
		if (exchange.isAborted()) {
			exchange.end();
		}
	}

}
