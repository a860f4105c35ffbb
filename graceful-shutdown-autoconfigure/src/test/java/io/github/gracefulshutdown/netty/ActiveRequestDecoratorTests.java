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

import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActiveRequestDecorator}, on a real server.
 */
@Tag("once")
@Timeout(60)
class ActiveRequestDecoratorTests {

	@ParameterizedTest
	@CsvSource({ "/text,200,text", "/blocking,200,blocking", "/elastic,200,elastic", "/streaming,200,firstsecond",
			"/file,200,file", "/fail,500,expected" })
	void drainWaitsForRequest(String path, int status, String body) throws Exception {
		try (TestApplication application = ReactiveHandlers.start("spring.web.error.include-message=always")) {
			RawClient client = application.sendGated(path, "gate");
			assertThat(application.active()).isOne();
			CompletableFuture<Void> drain = application.enterDrain();
			assertThat(drain).isNotDone();
			application.gates().open("gate");
			RawResponse response = client.read();
			assertThat(response.status()).isEqualTo(status);
			assertThat(response.body()).contains(body);
			assertThat(response.complete()).isTrue();
			ShutdownReport report = application.awaitEnd(drain);
			assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			assertThat(report.requests().served()).isOne();
		}
	}

	@Test
	void drainWaitsUntilResponseIsSent() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.connect().send("GET", "/large");
			assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
			CompletableFuture<Void> drain = application.enterDrain();
			assertThat(application.active()).isOne();
			assertThat(drain).isNotDone();
			while (!client.readLine().isEmpty()) {
				// a header
			}
			client.skip(ReactiveHandlers.LARGE);
			assertThat(application.awaitEnd(drain).requests().served()).isOne();
		}
	}

	@Test
	void clientThatHangsUpIsNotWaitedFor() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			application.sendGated("/text", "gate").hangUp();
			application.awaitIdle();
			RawClient late = application.sendGated("/streaming", "other");
			CompletableFuture<Void> drain = application.enterDrain();
			late.hangUp();
			assertThat(application.awaitEnd(drain).outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		}
	}

	@Test
	void saysCloseFromTheTriggerOnAndKeepsTheFraming() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient inFlight = application.sendGated("/text", "gate");
			RawClient stream = application.connect();
			assertThat(stream.get("/streaming").header("Connection")).isNull();
			RawClient actuator = application.connect();
			assertThat(actuator.get("/actuator/health").header("Connection")).isNull();
			application.enterLameDuck();
			application.gates().open("gate");
			assertSaysClose(inFlight, inFlight.read());
			RawResponse chunked = stream.get("/streaming");
			assertThat(chunked.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
			assertThat(chunked.complete()).isTrue();
			assertSaysClose(stream, chunked);
			assertSaysClose(actuator, actuator.get("/actuator/health"));
		}
	}

	private static void assertSaysClose(RawClient client, RawResponse response) throws Exception {
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(client.isClosedByServer()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/blocking", "/swallows", "/elastic", "/ignores", "/file", "/fail", "/large" })
	void refusesAtDrainTimeoutWhenNothingWasSent(String path) throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.sendGated(path, "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			application.skipDrain();
			assertRefused(client, client.read());
			assertCut(application.awaitEnd(drain), path);
		}
	}

	@Test
	void refusalHasNothingOfTheResponseThatWasNotSent() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.sendGated("/with-headers", "gate");
			application.enterDrain();
			application.skipDrain();
			RawResponse response = client.read();
			assertThat(response.header("ETag")).isNull();
			assertThat(response.header("Set-Cookie")).isNull();
			assertRefused(client, response);
		}
	}

	@Test
	void doesNotLeaveEventLoopInterrupted() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.sendGated("/blocking-ignores", "gate");
			Thread eventLoop = application.gates().awaitEntered("gate");
			application.enterDrain();
			application.skipDrain();
			await().until(() -> !application.shutdown().report().requests().aborted().isEmpty());
			application.gates().open("gate");
			assertRefused(client, client.read());
			assertThat(eventLoop.isInterrupted()).isFalse();
		}
	}

	@Test
	void cutsVisiblyAtDrainTimeoutWhenSomethingWasSent() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.sendGated("/streaming", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			application.skipDrain();
			RawResponse response = client.read();
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("first");
			assertThat(response.complete()).isFalse();
			assertCut(application.awaitEnd(drain), "/streaming");
		}
	}

	@Test
	void cutsAtDrainTimeoutWhatTheClientDoesNotRead() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.connect().send("GET", "/large");
			assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
			CompletableFuture<Void> drain = application.enterDrain();
			application.skipDrain();
			assertCut(application.awaitEnd(drain), "/large");
		}
	}

	@Test
	void cancelsAndInterruptsAtDrainTimeout() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			application.sendGated("/text", "text");
			application.sendGated("/blocking", "blocking");
			application.sendGated("/elastic", "elastic");
			CompletableFuture<Void> drain = application.enterDrain();
			assertThat(application.shutdown().report().requests().active()).isEqualTo(3);
			application.skipDrain();
			application.awaitEnd(drain);
			application.bean(ReactiveHandlers.Controller.class).cancelled().await();
			await().until(() -> application.gates().wasInterrupted("blocking"));
			await().until(() -> application.gates().wasInterrupted("elastic"));
		}
	}

	@Test
	void namesThreadThatIsInItsHandler() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			application.sendGated("POST", "/blocking", "gate", "Content-Length: 0");
			Thread thread = application.gates().awaitEntered("gate");
			CompletableFuture<Void> drain = application.enterDrain();
			application.skipDrain();
			ShutdownReport.Request aborted = application.awaitEnd(drain).requests().aborted().get(0);
			assertThat(aborted.method()).isEqualTo("POST");
			assertThat(aborted.path()).isEqualTo("/blocking");
			assertThat(aborted.age()).hasMinutes(2);
			assertThat(aborted.thread()).isEqualTo(thread.getName());
		}
	}

	@Test
	void rejectsLateRequestsIfWanted() throws Exception {
		try (TestApplication application = ReactiveHandlers.start("graceful-shutdown.drain.late-requests=reject")) {
			RawClient open = application.connect();
			assertThat(open.get("/text").status()).isEqualTo(200);
			application.sendGated("/text", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			assertRefused(open, open.get("/text"));
			application.gates().open("gate");
			ShutdownReport report = application.awaitEnd(drain);
			assertThat(report.requests().rejected()).isOne();
			assertThat(report.requests().served()).isOne();
		}
	}

	@Test
	void rejectsWhatComesAfterTheDrain() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient open = application.connect();
			assertThat(open.get("/text").status()).isEqualTo(200);
			application.awaitEnd(application.enterDrain());
			assertRefused(open, open.get("/text"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health,", "/manage/health,management.endpoints.web.base-path=/manage",
			"/health,management.endpoints.web.base-path=/",
			"/livez,management.endpoint.health.probes.add-additional-paths=true",
			"/text,graceful-shutdown.drain.ignored-paths=/text",
			"/base/actuator/health,spring.webflux.base-path=/base" })
	void doesNotCountIgnoredPaths(String path, String property) throws Exception {
		try (TestApplication application = ReactiveHandlers.start((property != null) ? property : "any=thing")) {
			CompletableFuture<Void> drain = application.enterLameDuck();
			assertThat(application.connect().get(path).status()).isIn(200, 503);
			application.clock().skip();
			assertThat(application.awaitEnd(drain).requests().served()).isZero();
		}
	}

	@Test
	void leavesRequestsOfOtherWebServersAlone() throws Exception {
		try (TestApplication application = ReactiveHandlers.start(TomcatApplication.class)) {
			RawClient client = application.connect();
			assertThat(client.get("/text").body()).isEqualTo("text");
			application.sendGated("/text", "gate");
			assertThat(application.active()).isZero();
		}
	}

	private static void assertRefused(RawClient client, RawResponse response) throws Exception {
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(response.header("Content-Length")).isEqualTo("0");
		assertThat(client.isClosedByServer()).isTrue();
	}

	private static void assertCut(ShutdownReport report, String path) {
		assertThat(report.requests().aborted()).extracting(ShutdownReport.Request::path).containsExactly(path);
		assertThat(report.requests().served()).isZero();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.INCOMPLETE);
	}

	/**
	 * A reactive application on another web server.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveHandlers.class)
	static class TomcatApplication {

		@Bean
		ReactiveWebServerFactory webServerFactory() {
			return new TomcatReactiveWebServerFactory();
		}

	}

}
