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

package io.github.gracefulshutdown.autoconfigure.websocket;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.websocket.WebSocketPostProcessor;
import io.github.gracefulshutdown.websocket.WebSocketSessions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;

/**
 * Auto-configuration for WebSocket sessions.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnClass({ WebSocketHandler.class, WebSocketHandlerMapping.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class WebSocketShutdownAutoConfiguration {

	WebSocketShutdownAutoConfiguration() {
	}

	@Bean
	static WebSocketPostProcessor gracefulShutdownWebSocketPostProcessor(ObjectProvider<WebSocketSessions> sessions) {
		return new WebSocketPostProcessor(sessions::getObject);
	}

	@Bean
	WebSocketSessions gracefulShutdownWebSocketSessions(ActiveJobs jobs, Farewells farewells,
			GracefulShutdownProperties properties) {
		return new WebSocketSessions(jobs, farewells, properties.drain().websockets());
	}

}
