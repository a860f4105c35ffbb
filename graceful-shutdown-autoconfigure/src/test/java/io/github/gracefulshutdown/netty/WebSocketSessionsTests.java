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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WebSocketSessions}, on a real server with real clients.
 */
@Tag("once")
@Timeout(60)
class WebSocketSessionsTests {

	private static final int GOING_AWAY = 1001;

	@Test
	void sessionsAreClosedAtTheBeginningOfTheDrain() throws Exception {
		try (TestApplication application = ReactiveHandlers.start(WebSocketApplication.class)) {
			List<Client> clients = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				clients.add(Client.connect(application));
			}
			assertThat(application.active()).isZero();
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			clients.add(Client.connect(application));
			assertThat(clients.get(0).echo("hello")).isEqualTo("hello");
			application.clock().skip();
			for (Client client : clients) {
				assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
			}
			ShutdownReport report = application.awaitEnd(quiesced);
			assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			assertThat(report.jobs().completed()).isOne();
		}
	}

	@Test
	void sessionsAreWaitedForIfWanted() throws Exception {
		try (TestApplication application = ReactiveHandlers.start(WebSocketApplication.class,
				"graceful-shutdown.drain.websockets=wait")) {
			Client client = Client.connect(application);
			CompletableFuture<Void> quiesced = application.enterDrain();
			await().until(() -> application.bean(ActiveJobs.class).active() == 1);
			assertThat(client.echo("hello")).isEqualTo("hello");
			assertThat(quiesced).isNotDone();
			client.socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(10, TimeUnit.SECONDS);
			ShutdownReport report = application.awaitEnd(quiesced);
			assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			assertThat(report.jobs().completed()).isOne();
		}
	}

	@Test
	void sessionThatWouldBeginInTheDrainIsRefused() throws Exception {
		try (TestApplication application = ReactiveHandlers.start(WebSocketApplication.class)) {
			RawClient open = application.connect();
			assertThat(open.get("/text").status()).isEqualTo(200);
			application.sendGated("/text", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			RawResponse response = open.get("/echo", "Connection: Upgrade", "Upgrade: websocket",
					"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
			assertThat(response.status()).isEqualTo(503);
			application.gates().open("gate");
			assertThat(application.awaitEnd(drain).requests().rejected()).isOne();
		}
	}

	/**
	 * A client that remembers what it was told.
	 */
	private static final class Client implements WebSocket.Listener {

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		private final CompletableFuture<String> message = new CompletableFuture<>();

		private WebSocket socket;

		static Client connect(TestApplication application) throws Exception {
			Client client = new Client();
			String port = application.context().getEnvironment().getRequiredProperty("local.server.port");
			client.socket = HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.buildAsync(URI.create("ws://localhost:%s/echo".formatted(port)), client)
				.get(10, TimeUnit.SECONDS);
			return client;
		}

		String echo(String text) throws Exception {
			this.socket.sendText(text, true).get(10, TimeUnit.SECONDS);
			return this.message.get(10, TimeUnit.SECONDS);
		}

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.message.complete(data.toString());
			return WebSocket.Listener.super.onText(socket, data, last);
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.closed.complete(status);
			return null;
		}

	}

	/**
	 * An application with WebSockets.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveHandlers.class)
	static class WebSocketApplication {

		@Bean
		HandlerMapping webSocketMapping() {
			WebSocketHandler echo = (session) -> session
				.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
			return new SimpleUrlHandlerMapping(Map.of("/echo", echo), -1);
		}

	}

}
