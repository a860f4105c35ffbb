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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Gives each request of Spring MVC what follows it once it is asynchronous, with keys of
 * its own: for interceptors of the whole application
 * ({@code AsyncSupportConfigurer#registerCallableInterceptors}) Spring MVC makes up a key
 * in each request, asynchronous or not
 * ({@code WebAsyncManager#registerCallableInterceptors}).
 *
 * @since 1.0.0
 */
public final class AsyncInterceptors implements HandlerInterceptor {

	private final CallableThreads threads = new CallableThreads();

	private final @Nullable EventStreams streams;

	/**
	 * Creates an interceptor.
	 * @param streams the event streams, if somebody is to complete them
	 */
	public AsyncInterceptors(@Nullable EventStreams streams) {
		this.streams = streams;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
		manager.registerCallableInterceptor(CallableThreads.class, this.threads);
		if (this.streams != null) {
			manager.registerDeferredResultInterceptor(EventStreams.class, this.streams);
		}
		return true;
	}

}
