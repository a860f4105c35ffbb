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

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.Gates;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.TestHandlers;
import org.apache.catalina.Container;
import org.apache.catalina.core.StandardContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a shutdown does not wait for what Tomcat takes for an active request, and
 * what is none, or none that counts.
 */
@Tag("once")
@Timeout(60)
class UncountedRequestsTests {

	private static final String GATE = "gate";

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		this.context = new SpringApplicationBuilder(BreakingOff.class)
			.properties("server.port=0", "spring.main.register-shutdown-hook=false", "logging.level.org=error",
					"graceful-shutdown.timeout=8s", "graceful-shutdown.lame-duck.max-duration=0s",
					"graceful-shutdown.lame-duck.min-duration=0s", "graceful-shutdown.lame-duck.quiet-period=0s",
					"graceful-shutdown.drain.interrupt-window=200ms", "graceful-shutdown.drain.ignored-paths=/text")
			.run();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void clientThatHangsUpBeforeItsFirstEventIsNotWaitedFor() throws Exception {
		sendGated("/events").hangUp();
		this.context.getBean(Gates.class).open(GATE);
		Awaitility.await().until(() -> this.context.getBean(ActiveRequests.class).active() == 0);
		// Otherwise Tomcat is mended, and the test shows nothing
		assertThat(asyncRequests()).isOne();
		assertThat(shutDown().outcome()).isEqualTo(ShutdownOutcome.CLEAN);
	}

	@Test
	void ignoredRequestIsNotWaitedFor() throws Exception {
		try (RawClient client = sendGated("/text")) {
			assertThat(shutDown().outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	private ShutdownReport shutDown() {
		GracefulShutdown shutdown = this.context.getBean(GracefulShutdown.class);
		this.context.close();
		return shutdown.report();
	}

	private RawClient sendGated(String path) throws Exception {
		RawClient client = new RawClient(
				this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		client.send("GET", path + "?gate=" + GATE);
		this.context.getBean(Gates.class).awaitEntered(GATE);
		return client;
	}

	private long asyncRequests() {
		TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) this.context).getWebServer();
		Container context = server.getTomcat().getHost().findChildren()[0];
		return ((StandardContext) context).getInProgressAsyncCount();
	}

	/**
	 * An application with streams whose clients go away before they are sent anything.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class BreakingOff {

		@Bean
		Streams streams(Gates gates) {
			return new Streams(gates);
		}

	}

	/**
	 * Streams that begin when the gate opens.
	 */
	@RestController
	static class Streams {

		private final Gates gates;

		Streams(Gates gates) {
			this.gates = gates;
		}

		@GetMapping("/events")
		SseEmitter events(@RequestParam String gate) throws Exception {
			SseEmitter emitter = new SseEmitter(0L);
			emitter.send("first");
			this.gates.pass(gate);
			return emitter;
		}

	}

}
