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

package io.github.gracefulshutdown.websocket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Has the sessions known of all handlers that Spring maps, plain ones and STOMP, with and
 * without SockJS. Does so before the mapping registers its handlers, which is when it
 * gets to know its application context.
 *
 * @since 1.0.0
 */
public final class WebSocketPostProcessor implements InstantiationAwareBeanPostProcessor {

	private final Supplier<WebSocketSessions> sessions;

	/**
	 * Creates a post-processor.
	 * @param sessions who has to know
	 */
	public WebSocketPostProcessor(Supplier<WebSocketSessions> sessions) {
		this.sessions = sessions;
	}

	@Override
	public boolean postProcessAfterInstantiation(Object bean, String name) {
		if (bean instanceof WebSocketHandlerMapping mapping) {
			Map<String, Object> handlers = new LinkedHashMap<>();
			mapping.getUrlMap().forEach((path, handler) -> handlers.put(path, watch(handler)));
			mapping.setUrlMap(handlers);
		}
		return true;
	}

	private Object watch(Object handler) {
		if (handler instanceof WebSocketHttpRequestHandler webSocket) {
			WebSocketHttpRequestHandler watched = new WebSocketHttpRequestHandler(
					this.sessions.get().watch(webSocket.getWebSocketHandler()), webSocket.getHandshakeHandler());
			watched.setHandshakeInterceptors(webSocket.getHandshakeInterceptors());
			return watched;
		}
		if (handler instanceof SockJsHttpRequestHandler sockJs) {
			return new SockJsHttpRequestHandler(sockJs.getSockJsService(),
					this.sessions.get().watch(sockJs.getWebSocketHandler()));
		}
		return handler;
	}

}
