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

package io.github.gracefulshutdown.integration.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.gracefulshutdown.jetty.JettyConnectors;
import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link JettyConnectors}, with a Jetty.
 */
class JettyConnectorsTests {

	private static final long IDLE_TIMEOUT = 20_000;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final RawRequest TEXT = RawRequest.get("/");

	private final Server jetty = new Server();

	private final ServerConnector connector = new ServerConnector(this.jetty);

	private final WebServerApplicationContext context = mock(WebServerApplicationContext.class);

	private final JettyConnectors connectors = new JettyConnectors(this.context);

	@SuppressWarnings("NullAway.Init")
	private JettyWebServer server;

	@BeforeEach
	void start() {
		this.connector.setIdleTimeout(IDLE_TIMEOUT);
		this.jetty.addConnector(this.connector);
		this.jetty.setHandler(new Text());
		this.server = new JettyWebServer(this.jetty);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.destroy();
	}

	@Test
	void refusesNewConnectionsAndServesOpenOnesOnce() throws Exception {
		publish(this.context);
		try (RawConnection open = open(this.connector.getLocalPort())) {
			int port = this.connector.getLocalPort();
			awaitAccepted();
			this.connectors.drainStarted();
			// The kernel closes the socket when the thread that accepts has noticed
			await().atMost(TIMEOUT)
				.untilAsserted(() -> assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> open(port))
					.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED)));
			RawResponse response = open.exchange(TEXT, TIMEOUT);
			assertThat(response.text()).isEqualTo("text");
			assertThat(response.saysClose()).isTrue();
		}
	}

	@Test
	void leavesIdleConnectionsTheirTime() throws Exception {
		publish(this.context);
		try (RawConnection open = open(this.connector.getLocalPort())) {
			awaitAccepted();
			this.connectors.drainStarted();
			assertThat(this.connector.getConnectedEndPoints()).singleElement()
				.satisfies((endPoint) -> assertThat(endPoint.getIdleTimeout()).isEqualTo(IDLE_TIMEOUT));
			// What Spring Boot does after the drain is as short as it was
			assertThat(this.connector.getShutdownIdleTimeout()).isEqualTo(1000);
			assertThat(open.exchange(TEXT, TIMEOUT).text()).isEqualTo("text");
		}
	}

	@Test
	void managementServerSaysCloseAndIsThereUntilTheEnd() throws Exception {
		WebServerApplicationContext management = mock(WebServerApplicationContext.class);
		given(management.getServerNamespace()).willReturn("management");
		publish(management);
		int port = this.connector.getLocalPort();
		try (RawConnection client = open(port)) {
			assertThat(client.exchange(TEXT, TIMEOUT).saysClose()).isFalse();
			this.connectors.shutdownStarted();
			assertThat(client.exchange(TEXT, TIMEOUT).saysClose()).isTrue();
		}
		this.connectors.drainStarted();
		try (RawConnection client = open(port)) {
			assertThat(client.exchange(TEXT, TIMEOUT).saysClose()).isTrue();
		}
	}

	@Test
	void doesNotTouchOtherServers() throws Exception {
		publish(mock(WebServerApplicationContext.class));
		this.connectors.shutdownStarted();
		this.connectors.drainStarted();
		try (RawConnection client = open(this.connector.getLocalPort())) {
			assertThat(client.exchange(TEXT, TIMEOUT).saysClose()).isFalse();
		}
	}

	// Without a request: a response whose end Jetty has not noticed yet would be the last
	// one
	private void awaitAccepted() {
		await().atMost(TIMEOUT).until(() -> this.connector.getConnectedEndPoints().size() == 1);
	}

	private static RawConnection open(int port) throws ExchangeException {
		return RawConnection.open(port, TIMEOUT);
	}

	private void publish(WebServerApplicationContext of) {
		this.connectors.onApplicationEvent(new WebServerInitializedEvent(this.server) {

			@Override
			public WebServerApplicationContext getApplicationContext() {
				return of;
			}

		});
	}

	/**
	 * Answers each request.
	 */
	private static final class Text extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			response.write(true, ByteBuffer.wrap("text".getBytes(StandardCharsets.US_ASCII)), callback);
			return true;
		}

	}

}
