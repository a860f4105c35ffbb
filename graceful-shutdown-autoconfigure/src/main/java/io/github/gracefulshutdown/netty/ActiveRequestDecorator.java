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

package io.github.gracefulshutdown.netty;

import java.util.Collection;
import java.util.function.Supplier;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LateRequests;
import io.github.gracefulshutdown.ShutdownState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Counts each HTTP exchange exactly once, from the moment its handler is called until
 * Reactor Netty has sent the response or lost the client. A {@link WebSocketSessions
 * WebSocket} is not counted here. Begins to count when Reactor Netty serves the
 * application, and never on another web server.
 *
 * @since 1.0.0
 */
public final class ActiveRequestDecorator implements ApplicationListener<ReactiveWebServerInitializedEvent> {

	private final ActiveRequests requests;

	private final GracefulShutdown shutdown;

	private final LateRequests lateRequests;

	private final @Nullable EventStreams streams;

	private final Supplier<Collection<PathPattern>> ignoredPaths;

	private final ApplicationContext context;

	private volatile @Nullable Collection<PathPattern> ignored;

	private volatile boolean decorated;

	/**
	 * Creates a decorator whose handlers do not count yet.
	 * @param requests the active requests
	 * @param shutdown the shutdown
	 * @param lateRequests what becomes of requests during the drain
	 * @param streams who completes event streams, if somebody does
	 * @param ignoredPaths what is not counted, relative to the base path of the
	 * application; asked for when the server serves
	 * @param context the application context whose server it is about
	 */
	public ActiveRequestDecorator(ActiveRequests requests, GracefulShutdown shutdown, LateRequests lateRequests,
			@Nullable EventStreams streams, Supplier<Collection<PathPattern>> ignoredPaths,
			ApplicationContext context) {
		this.requests = requests;
		this.shutdown = shutdown;
		this.lateRequests = lateRequests;
		this.streams = streams;
		this.ignoredPaths = ignoredPaths;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ReactiveWebServerInitializedEvent event) {
		if (event.getApplicationContext() == this.context && event.getWebServer() instanceof NettyWebServer) {
			this.ignored = this.ignoredPaths.get();
			if (this.decorated) {
				this.requests.serving();
			}
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * Makes a handler count.
	 * @param handler the handler
	 * @return what counts and calls it
	 */
	public HttpHandler decorate(HttpHandler handler) {
		this.decorated = true;
		return (request, response) -> handle(handler, request, response);
	}

	private Mono<Void> handle(HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response) {
		Collection<PathPattern> ignored = this.ignored;
		boolean upgrade = isUpgrade(request);
		if (ignored == null || (upgrade && !isDraining()) || matches(ignored, request)) {
			return handler.handle(request, response);
		}
		return Mono.defer(() -> {
			NettyExchange exchange = NettyExchange.of(request, response, this.streams, this.requests.nanoTime());
			// A session that begins in the drain would have to end at once
			return upgrade ? reject(exchange) : count(handler, exchange);
		});
	}

	private Mono<Void> count(HttpHandler handler, NettyExchange exchange) {
		if (this.lateRequests.areRefusedIn(this.shutdown.state()) || !this.requests.begin(exchange)) {
			return reject(exchange);
		}
		return exchange.serve(handler).doFinally((signal) -> exchange.whenSent(() -> this.requests.end(exchange)));
	}

	private Mono<Void> reject(NettyExchange exchange) {
		this.requests.reject();
		return exchange.refuse();
	}

	private boolean isDraining() {
		return this.shutdown.state().isAfter(ShutdownState.LAME_DUCK);
	}

	private static boolean isUpgrade(ServerHttpRequest request) {
		return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
	}

	private static boolean matches(Collection<PathPattern> patterns, ServerHttpRequest request) {
		PathContainer path = request.getPath().pathWithinApplication();
		for (PathPattern pattern : patterns) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

}
