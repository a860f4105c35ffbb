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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EventStreams}, on a real server.
 */
@Tag("once")
@Timeout(60)
class EventStreamsTests {

	@Test
	void streamsAreCompletedAtTheBeginningOfTheDrain() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			List<RawClient> clients = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				clients.add(application.connect().send("GET", "/events?gate=gate"));
			}
			for (RawClient client : clients) {
				assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
			}
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			assertThat(application.active()).isEqualTo(20);
			application.clock().skip();
			ShutdownReport report = application.awaitEnd(quiesced);
			assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			assertThat(report.requests().served()).isEqualTo(20);
			application.bean(ReactiveHandlers.Controller.class).cancelled().await();
		}
	}

	@Test
	void clientSeesWhatWasSentAndTheEnd() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.sendGated("/events", "gate");
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			application.gates().open("gate");
			application.clock().skip();
			RawResponse response = client.read();
			assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
			assertThat(response.complete()).isTrue();
			assertThat(response.body()).isEqualTo("data:first\n\ndata:second\n\n");
			application.awaitEnd(quiesced);
		}
	}

	@Test
	void streamThatBeginsInTheDrainIsCompletedAtOnce() throws Exception {
		try (TestApplication application = ReactiveHandlers.start()) {
			RawClient client = application.connect();
			assertThat(client.get("/text").status()).isEqualTo(200);
			application.sendGated("/text", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			assertThat(client.get("/events?gate=other").complete()).isTrue();
			application.gates().open("gate");
			assertThat(application.awaitEnd(drain).outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		}
	}

	@Test
	void streamsAreWaitedForIfWanted() throws Exception {
		try (TestApplication application = ReactiveHandlers.start("graceful-shutdown.drain.event-streams=wait")) {
			RawClient client = application.sendGated("/events", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			assertThat(application.active()).isOne();
			assertThat(drain).isNotDone();
			client.hangUp();
			assertThat(application.awaitEnd(drain).outcome()).isEqualTo(ShutdownOutcome.CLEAN);
			await().until(() -> application.bean(ReactiveHandlers.Controller.class).cancelled().getCount() == 0);
		}
	}

}
