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

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.WebSocketPolicy;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WebSocketSessions} and {@link WebSocketPostProcessor}, on a real
 * server with real clients.
 */
@Timeout(60)
class WebSocketSessionsTests {

	@Test
	void sessionsAreClosedAtTheBeginningOfTheDrain() throws Exception {
		try (TestApplication application = TestApplication.start(WebSocketApplication.class)) {
			List<Client> clients = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				clients.add(Client.connect(application, "/echo"));
				clients.add(Client.connect(application, "/stomp"));
				clients.add(Client.connect(application, "/fallback/websocket"));
			}
			assertThat(application.active()).isZero();
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			clients.get(0).session.sendMessage(new TextMessage("hello"));
			assertThat(clients.get(0).message.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
			application.clock().skip();
			for (Client client : clients) {
				assertThat(client.closed.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(1001);
			}
			ShutdownReport report = application.awaitEnd(quiesced);
			assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		}
	}

	@Test
	void messageThatIsBeingHandledIsAnsweredBeforeItsSessionIsClosed() throws Exception {
		try (TestApplication application = TestApplication.start(WebSocketApplication.class)) {
			Client busy = Client.connect(application, "/gated");
			Client idle = Client.connect(application, "/gated");
			busy.session.sendMessage(new TextMessage("hello"));
			awaitMessage(application);
			CompletableFuture<Void> quiesced = application.enterDrain();
			assertThat(idle.closed.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(1001);
			awaitMessage(application);
			assertThat(application.bean(ActiveJobs.class).longest(10)).singleElement()
				.satisfies((job) -> assertThat(job.name()).isEqualTo("WebSocketSessionsTests.GatedHandler"));
			assertThat(quiesced).isNotDone();
			application.bean(GatedHandler.class).gate.countDown();
			assertThat(busy.message.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
			assertThat(busy.closed.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(1001);
			assertThat(application.awaitEnd(quiesced).outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		}
	}

	@Test
	void messageThatIsCutIsInTheReport() throws Exception {
		try (TestApplication application = TestApplication.start(WebSocketApplication.class)) {
			Client client = Client.connect(application, "/gated");
			client.session.sendMessage(new TextMessage("hello"));
			awaitMessage(application);
			CompletableFuture<Void> quiesced = application.enterDrain();
			awaitMessage(application);
			application.skipDrain();
			assertThat(application.awaitEnd(quiesced).jobs().interrupted()).singleElement()
				.satisfies((job) -> assertThat(job.job().name()).isEqualTo("WebSocketSessionsTests.GatedHandler"));
		}
	}

	// As the only job: everybody else has been told
	private static void awaitMessage(TestApplication application) {
		await().until(() -> application.bean(ActiveJobs.class).active() == 1);
	}

	@Test
	void sessionsAreWaitedForIfWanted() throws Exception {
		try (TestApplication application = TestApplication.start(WebSocketApplication.class,
				"graceful-shutdown.drain.websockets=wait")) {
			Client client = Client.connect(application, "/echo");
			CompletableFuture<Void> quiesced = application.enterDrain();
			assertThat(application.bean(ActiveJobs.class).longest(10)).singleElement()
				.satisfies((job) -> assertThat(job.name()).isEqualTo("websocket"));
			client.session.sendMessage(new TextMessage("hello"));
			assertThat(client.message.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
			assertThat(quiesced).isNotDone();
			client.session.close(CloseStatus.NORMAL);
			// The session and the message
			assertThat(application.awaitEnd(quiesced).jobs().completed()).isEqualTo(2);
		}
	}

	@Test
	void sessionThatIsCutIsInTheReport() throws Exception {
		try (TestApplication application = TestApplication.start(WebSocketApplication.class,
				"graceful-shutdown.drain.websockets=wait")) {
			Client.connect(application, "/echo");
			CompletableFuture<Void> quiesced = application.enterDrain();
			application.skipDrain();
			// The window for what was interrupted
			application.clock().skip();
			assertThat(application.awaitEnd(quiesced).jobs().interrupted()).hasSize(1);
		}
	}

	@Test
	void sessionThatIsOpenedDuringTheDrainIsWaitedForAsWell() throws Exception {
		ShutdownClock clock = ShutdownClock.system();
		ActiveJobs jobs = new ActiveJobs(new ActiveRequests(clock));
		WebSocketSessions sessions = new WebSocketSessions(jobs, new Farewells(clock), WebSocketPolicy.WAIT);
		WebSocketHandler handler = sessions.watch(new EchoHandler());
		WebSocketSession session = mock();
		given(session.getId()).willReturn("id");
		sessions.drainStarted();
		handler.afterConnectionEstablished(session);
		assertThat(jobs.active()).isOne();
		handler.afterConnectionClosed(session, CloseStatus.NORMAL);
		assertThat(jobs.active()).isZero();
	}

	@Test
	void sessionThatCannotBeClosedHoldsNothingUp() throws Exception {
		ShutdownClock clock = ShutdownClock.system();
		ActiveJobs jobs = new ActiveJobs(new ActiveRequests(clock));
		WebSocketSessions sessions = new WebSocketSessions(jobs, new Farewells(clock), WebSocketPolicy.CLOSE);
		WebSocketHandler handler = sessions.watch(new TextWebSocketHandler() {

			@Override
			protected void handleTextMessage(WebSocketSession session, TextMessage message) {
				sessions.drainStarted();
				// All were told, and only the message is left
				await().until(() -> jobs.active() == 1);
			}

		});
		WebSocketSession session = mock();
		given(session.getId()).willReturn("id");
		willThrow(new IllegalArgumentException("expected")).given(session).close(CloseStatus.GOING_AWAY);
		handler.afterConnectionEstablished(session);
		handler.handleMessage(session, new TextMessage("hello"));
		then(session).should().close(CloseStatus.GOING_AWAY);
		assertThat(jobs.active()).isZero();
	}

	/**
	 * A client that notes what it gets.
	 */
	private static final class Client extends TextWebSocketHandler {

		private final CompletableFuture<String> message = new CompletableFuture<>();

		private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();

		private WebSocketSession session;

		static Client connect(TestApplication application, String path) throws Exception {
			Client client = new Client();
			URI uri = URI.create("ws://localhost:%s%s"
				.formatted(application.context().getEnvironment().getRequiredProperty("local.server.port"), path));
			client.session = new StandardWebSocketClient().execute(client, new WebSocketHttpHeaders(), uri)
				.get(10, TimeUnit.SECONDS);
			return client;
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) {
			this.message.complete(message.getPayload());
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
			this.closed.complete(status);
		}

	}

	/**
	 * An application with WebSockets of all kinds.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	@EnableWebSocketMessageBroker
	@Import(TestHandlers.class)
	static class WebSocketApplication implements WebSocketConfigurer, WebSocketMessageBrokerConfigurer {

		private final GatedHandler gatedHandler = new GatedHandler();

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new EchoHandler(), "/echo");
			registry.addHandler(new EchoHandler(), "/fallback").withSockJS();
			registry.addHandler(gatedHandler(), "/gated");
		}

		@Bean
		GatedHandler gatedHandler() {
			return this.gatedHandler;
		}

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/stomp");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
		}

	}

	/**
	 * Sends back what it gets.
	 */
	private static final class EchoHandler extends TextWebSocketHandler {

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
			session.sendMessage(message);
		}

	}

	/**
	 * Sends back what it gets, once it may.
	 */
	private static final class GatedHandler extends TextWebSocketHandler {

		private final CountDownLatch gate = new CountDownLatch(1);

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
			this.gate.await();
			session.sendMessage(message);
		}

	}

}
