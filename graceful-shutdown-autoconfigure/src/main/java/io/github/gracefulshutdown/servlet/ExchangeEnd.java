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

import java.util.function.Consumer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Tells when a request has ended: an asynchronous one, and where it listens to the
 * container any.
 */
final class ExchangeEnd implements AsyncListener, ServletRequestListener {

	private final Consumer<ServletRequest> ended;

	ExchangeEnd(Consumer<ServletRequest> ended) {
		this.ended = ended;
	}

	/**
	 * Is told of the end of a request.
	 * @param request a request that has become asynchronous, as the container has it
	 */
	void of(ServletRequest request) {
		listen(request.getAsyncContext(), request);
	}

	private void listen(AsyncContext context, ServletRequest request) {
		context.addListener(this, request, null);
	}

	// Jetty says so after each dispatch, also after that in which it becomes asynchronous
	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		ServletRequest request = event.getServletRequest();
		if (!request.isAsyncStarted()) {
			this.ended.accept(request);
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.ended.accept(event.getSuppliedRequest());
	}

	// The container forgets its listeners then
	@Override
	public void onStartAsync(AsyncEvent event) {
		listen(event.getAsyncContext(), event.getSuppliedRequest());
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// Is completed later
	}

	@Override
	public void onError(AsyncEvent event) {
		// Is completed later
	}

}
