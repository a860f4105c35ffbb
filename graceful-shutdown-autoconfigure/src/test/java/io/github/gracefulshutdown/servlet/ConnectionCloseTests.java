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

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that responses say {@code Connection: close} from the trigger on, and are
 * otherwise what they were before.
 */
class ConnectionCloseTests {

	static final List<String> requests = List.of("GET /text", "GET /json", "GET /large-json", "GET /large-text",
			"GET /stream-first", "GET /writer-first", "GET /written-before", "GET /large", "GET /large-length",
			"GET /status?status=200&", "GET /status?status=404&", "GET /no-content", "GET /not-modified",
			"GET /redirect", "GET /send-error", "GET /missing?page=x&", "GET /forward", "GET /callable",
			"GET /deferred", "GET /streaming-later", "HEAD /text", "HEAD /large-json", "HEAD /large", "HEAD /deferred",
			"POST /json");

	private static final List<String> raw = List.of("GET /raw-async", "GET /raw-async-pair");

	private static final Map<String, RawResponse> before = new HashMap<>();

	private static final Map<String, RawResponse> inFlight = new HashMap<>();

	private static TestApplication application;

	private static RawClient committed;

	private static RawClient used;

	private static RawClient unused;

	@BeforeAll
	static void enterLameDuckWithRequestsInFlight() throws Exception {
		application = TestApplication.start("server.tomcat.threads.max=60");
		application.gates().open("x");
		for (String request : requests) {
			before.put(request, send(request).read());
			assertThat(before.get(request).header("Connection")).as(request).isNull();
		}
		used = application.connect();
		used.get("/text");
		unused = application.connect();
		committed = application.sendGated("/committed", "committed");
		Map<String, RawClient> clients = new HashMap<>();
		List<String> gated = Stream.concat(requests.stream(), raw.stream()).toList();
		for (String request : gated) {
			String gate = request.replaceAll("\\W", "-");
			String parameter = request.contains("page=") ? "" : (request.contains("?") ? "gate=" : "?gate=");
			clients.put(request, send(request.replace("page=x&", "page=") + parameter + gate));
			application.gates().awaitEntered(gate);
		}
		application.enterLameDuck();
		for (String request : gated) {
			application.gates().open(request.replaceAll("\\W", "-"));
			inFlight.put(request, clients.get(request).read());
		}
	}

	@AfterAll
	static void stop() throws IOException {
		application.close();
	}

	@ParameterizedTest
	@FieldSource("requests")
	void saysCloseAndKeepsFramingWhenInFlightAtTrigger(String request) {
		assertSameButClosing(inFlight.get(request), before.get(request));
	}

	@ParameterizedTest
	@FieldSource("requests")
	void saysCloseAndKeepsFramingWhenNewAfterTrigger(String request) throws Exception {
		RawClient client = send(request);
		assertSameButClosing(client.read(), before.get(request));
		assertThat(client.isClosedByServer()).isTrue();
	}

	@Test
	void doesNotSayCloseWhenCommittedBeforeTrigger() throws Exception {
		application.gates().open("committed");
		RawResponse response = committed.read();
		assertThat(response.header("Connection")).isNull();
		assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
		assertThat(response.complete()).isTrue();
		assertThat(response.body()).isEqualTo("firstsecond");
		assertThat(committed.get("/text").header("Connection")).isEqualTo("close");
	}

	@Test
	void answersAndClosesWhenConnectionWasIdle() throws Exception {
		for (RawClient client : List.of(used, unused)) {
			assertThat(client.get("/text").header("Connection")).isEqualTo("close");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void saysCloseOnceWhenHandlerFails() throws Exception {
		assertThat(application.connect().get("/throws").header("Connection")).isEqualTo("close");
		assertThat(application.connect().get("/callable-throws").header("Connection")).isEqualTo("close");
	}

	@Test
	void saysCloseOnStreamsThatEndLater() throws Exception {
		for (String path : List.of("/committed", "/streaming", "/emitter")) {
			RawResponse response = application.connect().get(path);
			assertThat(response.header("Connection")).isEqualTo("close");
			assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
			assertThat(response.complete()).isTrue();
			assertThat(response.body()).isEqualTo("firstsecond");
		}
	}

	@Test
	void saysCloseOnRawAsynchronousResponses() throws Exception {
		for (String path : List.of("/raw-async", "/raw-async-pair")) {
			for (RawResponse response : List.of(inFlight.get("GET " + path), application.connect().get(path))) {
				assertThat(response.header("Connection")).isEqualTo("close");
				assertThat(response.framing()).isNotEqualTo(RawResponse.Framing.CLOSE);
				assertThat(response.complete()).isTrue();
				assertThat(response.body()).isEqualTo("raw");
			}
		}
	}

	@Test
	void saysCloseOnActuatorResponses() throws Exception {
		RawResponse response = application.connect().get("/actuator/shutdown-status");
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(response.complete()).isTrue();
		assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
	}

	@Test
	void closesWhenHttp10ClientWantsToKeepAlive() throws Exception {
		for (String path : List.of("/text", "/json", "/large", "/send-error", "/no-content")) {
			RawClient client = application.connect().sendHttp10(path, "Connection: keep-alive");
			RawResponse response = client.read();
			assertThat(response.header("Connection")).as(path).isEqualTo("close");
			assertThat(response.header("Transfer-Encoding")).as(path).isNull();
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	private static RawClient send(String request) throws IOException {
		String[] parts = request.split(" ");
		return application.connect().send(parts[0], parts[1]);
	}

	private static void assertSameButClosing(RawResponse response, RawResponse before) {
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(response.status()).isEqualTo(before.status());
		assertThat(response.framing()).isEqualTo(before.framing());
		assertThat(response.header("Content-Length")).isEqualTo(before.header("Content-Length"));
		assertThat(response.header("Content-Type")).isEqualTo(before.header("Content-Type"));
		assertThat(response.complete()).isTrue();
		if (response.status() < 400) {
			assertThat(response.bytes()).isEqualTo(before.bytes());
		}
	}

}
