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

import io.github.gracefulshutdown.WebSocketPolicy;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.websocket.WebSocketSessions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.socket.WebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebSocketShutdownAutoConfiguration}.
 */
class WebSocketShutdownAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(CleanupAutoConfiguration.class,
			GracefulShutdownAutoConfiguration.class, WebSocketShutdownAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void closesByDefault() {
		this.runner.run((context) -> assertThat(context.getBean(WebSocketSessions.class))
			.hasFieldOrPropertyWithValue("policy", WebSocketPolicy.CLOSE));
	}

	@Test
	void waitsIfWanted() {
		this.runner.withPropertyValues("graceful-shutdown.drain.websockets=wait")
			.run((context) -> assertThat(context.getBean(WebSocketSessions.class)).hasFieldOrPropertyWithValue("policy",
					WebSocketPolicy.WAIT));
	}

	@Test
	void isNotThereWithoutWebSockets() {
		this.runner.withClassLoader(new FilteredClassLoader(WebSocketHandler.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebSocketSessions.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebSocketSessions.class));
	}

	@Test
	void isNotThereWithoutWebServer() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebSocketSessions.class));
	}

}
