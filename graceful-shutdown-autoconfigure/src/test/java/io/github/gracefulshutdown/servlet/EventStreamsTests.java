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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EventStreams}, on a real server.
 */
@Tag("once")
@Timeout(60)
class EventStreamsTests {

	@Test
	void streamsAreCompletedAtTheBeginningOfTheDrain() throws Exception {
		try (TestApplication application = TestApplication.start(StreamingApplication.class)) {
			Streams streams = application.bean(Streams.class);
			List<RawClient> clients = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				clients.add(application.connect().send("GET", "/events"));
			}
			Awaitility.await().until(() -> streams.open.size() == 20 && application.active() == 20);
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			streams.send("during the lame duck");
			assertThat(application.active()).isEqualTo(20);
			application.clock().skip();
			for (RawClient client : clients) {
				// complete only with the last chunk
				assertThat(client.read().body()).contains("during the lame duck");
			}
			ShutdownReport report = application.awaitEnd(quiesced);
			assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			assertThat(report.requests().served()).isEqualTo(20);
			Awaitility.await().until(() -> streams.completed.get() == 20);
		}
	}

	@Test
	void streamThatSendsAtThatMomentEndsCleanly() throws Exception {
		for (int round = 0; round < 8; round++) {
			try (TestApplication application = TestApplication.start(StreamingApplication.class)) {
				Streams streams = application.bean(Streams.class);
				RawClient client = application.connect().send("GET", "/events");
				Awaitility.await().until(() -> streams.open.size() == 1 && application.active() == 1);
				CountDownLatch sending = new CountDownLatch(1);
				CompletableFuture<Void> sender = Background.run(() -> {
					for (int i = 0; i < 100_000 && streams.send("more"); i++) {
						sending.countDown();
					}
				});
				Background.await(sending);
				CompletableFuture<Void> quiesced = application.enterLameDuck();
				application.clock().skip();
				assertThat(client.read().body()).contains("data:more");
				assertThat(application.awaitEnd(quiesced).outcome()).isEqualTo(ShutdownOutcome.CLEAN);
				Background.join(sender);
			}
		}
	}

	// Of which the container never tells the completion
	@Test
	void streamThatBreaksOffWithItsFirstEventIsForgotten() {
		Farewells farewells = mock();
		EventStreams streams = new EventStreams(farewells);
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		NativeWebRequest request = new ServletWebRequest(new MockHttpServletRequest(), response);
		DeferredResult<Object> result = new DeferredResult<>();
		streams.preProcess(request, result);
		streams.postProcess(request, result, new IOException("Broken pipe"));
		streams.drainStarted();
		then(farewells).shouldHaveNoInteractions();
	}

	@Test
	void streamOfFunctionalEndpointIsCompleted() throws Exception {
		try (TestApplication application = TestApplication.start(StreamingApplication.class)) {
			RawClient client = application.connect().send("GET", "/functional-events");
			Awaitility.await().until(() -> application.active() == 1);
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			application.clock().skip();
			assertThat(client.read().body()).contains("from a function");
			assertThat(application.awaitEnd(quiesced).outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		}
	}

	@Test
	void streamsAreWaitedForIfWanted() throws Exception {
		try (TestApplication application = TestApplication.start(StreamingApplication.class,
				"graceful-shutdown.drain.event-streams=wait")) {
			Streams streams = application.bean(Streams.class);
			RawClient client = application.connect().send("GET", "/events");
			Awaitility.await().until(() -> streams.open.size() == 1 && application.active() == 1);
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			application.clock().skip();
			application.awaitDrain();
			assertThat(streams.send("in the drain")).isTrue();
			assertThat(quiesced).isNotDone();
			streams.open.forEach(SseEmitter::complete);
			assertThat(client.read().body()).contains("in the drain");
			application.awaitEnd(quiesced);
		}
	}

	/**
	 * An application with event streams.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class StreamingApplication {

		@Bean
		Streams streams() {
			return new Streams();
		}

		@Bean
		RouterFunction<ServerResponse> functionalEvents() {
			return RouterFunctions.route()
				.GET("/functional-events", (request) -> ServerResponse.sse((stream) -> send(stream)))
				.build();
		}

		private static void send(ServerResponse.SseBuilder stream) {
			try {
				stream.send("from a function");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/**
	 * Streams that nobody ends.
	 */
	@RestController
	static class Streams {

		private final List<SseEmitter> open = new CopyOnWriteArrayList<>();

		private final AtomicInteger completed = new AtomicInteger();

		@GetMapping("/events")
		SseEmitter events() {
			SseEmitter emitter = new SseEmitter(0L);
			emitter.onCompletion(this.completed::incrementAndGet);
			this.open.add(emitter);
			return emitter;
		}

		// Whether all took it
		private boolean send(String text) {
			try {
				for (SseEmitter emitter : this.open) {
					emitter.send(text);
				}
				return true;
			}
			catch (Exception ex) {
				return false;
			}
		}

	}

}
