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

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link NettyConnections}, on a real server.
 */
@Tag("once")
@Timeout(60)
class NettyConnectionsTests {

	@Test
	void refusesNewConnectionsDuringDrainAndNotBefore() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			application.sendGated("/text", "gate");
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			assertThat(application.connect().get("/text").status()).isEqualTo(200);
			application.clock().skip();
			application.awaitDrain();
			awaitRefusal(application);
			application.gates().open("gate");
			application.awaitEnd(quiesced);
		}
	}

	@Test
	void servesIdleConnectionsOnceMoreInLameDuckAndDrain() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			List<RawClient> idle = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				idle.add(application.connect());
				idle.get(i).get("/text");
			}
			application.sendGated("/text", "gate");
			application.enterLameDuck();
			assertServedAndClosed(idle.subList(0, 10));
			application.clock().skip();
			application.awaitDrain();
			awaitRefusal(application);
			assertServedAndClosed(idle.subList(10, 20));
		}
	}

	@Test
	void keepsManagementPortOpenUntilDrainHasEnded() throws Exception {
		try (TestApplication application = ReactiveHandlers.start("management.server.port=0",
				"management.endpoint.health.probes.enabled=true")) {
			application.sendGated("/text", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			awaitRefusal(application);
			RawResponse response = application.connect("local.management.port").get("/actuator/shutdown-status");
			assertThat(response.body()).contains("\"state\":\"DRAINING\"").contains("\"active\":1");
			assertSaysClose(application, "/actuator/health/readiness", 503);
			assertSaysClose(application, "/actuator/health/liveness", 200);
			application.gates().open("gate");
			assertThat(application.awaitEnd(drain).requests().served()).isOne();
		}
	}

	// A handler of the application, that nobody can decorate
	@Test
	void leavesServerToSpringBootWhoseRequestsNobodyCounts() throws Exception {
		try (TestApplication application = ReactiveHandlers.start(OwnHandler.class)) {
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			application.clock().skip();
			application.awaitEnd(quiesced);
			assertThat(application.connect().get("/").status()).isEqualTo(204);
		}
	}

	// To close before the body is there could reset the connection under the response
	@Test
	void keepsConnectionWhoseRequestHasNotBeenRead() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.connect();
			application.enterLameDuck();
			client.send("POST", "/nothing", "Content-Length: 100000");
			RawResponse response = client.read();
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.header("Connection")).isNull();
			client.write("x".repeat(100_000));
			assertServedAndClosed(List.of(client));
		}
	}

	private static void assertSaysClose(TestApplication application, String path, int status) throws Exception {
		RawClient management = application.connect("local.management.port");
		RawResponse response = management.get(path);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(management.isClosedByServer()).isTrue();
	}

	private static void awaitRefusal(TestApplication application) {
		await().until(() -> {
			try {
				application.connect().close();
				return false;
			}
			catch (ConnectException ex) {
				return true;
			}
		});
	}

	private static void assertServedAndClosed(List<RawClient> clients) throws Exception {
		for (RawClient client : clients) {
			RawResponse response = client.get("/text");
			assertThat(response.body()).isEqualTo("text");
			assertThat(response.header("Connection")).isEqualTo("close");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	/**
	 * Makes Spring Boot's own handler back off.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveHandlers.class)
	static class OwnHandler {

		@Bean
		HttpHandler handler() {
			return (request, response) -> {
				response.setStatusCode(HttpStatus.NO_CONTENT);
				return response.setComplete();
			};
		}

	}

}
