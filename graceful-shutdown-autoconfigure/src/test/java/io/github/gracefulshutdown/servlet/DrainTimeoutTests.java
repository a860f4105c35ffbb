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

import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.LastValve;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests what becomes of requests that are still there at the drain timeout.
 */
class DrainTimeoutTests {

	private TestApplication application;

	@BeforeEach
	void start() {
		this.application = TestApplication.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/swallows", "/callable", "/deferred", "/raw-async", "/streaming-later" })
	void refusesWithinInterruptWindowWhenNothingWasSent(String path) throws Exception {
		RawClient client = this.application.sendGated(path, "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		assertRefused(client);
		assertThat(client.isClosedByServer()).isTrue();
		assertCut(this.application.awaitEnd(drain), path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ignores", "/callable-ignores" })
	void refusesAfterInterruptWindowWhenHandlerIgnoresInterrupt(String path) throws Exception {
		RawClient client = this.application.sendGated(path, "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		this.application.clock().skip();
		assertRefused(client);
		assertCut(this.application.awaitEnd(drain), path);
		this.application.gates().open("gate");
		assertThat(client.isClosedByServer()).isTrue();
		this.application.awaitIdle();
		this.application.awaitContainerIdle();
		assertThat(this.application.bean(LastValve.class).sawInterrupt()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/committed", "/streaming", "/emitter" })
	void cutsVisiblyWhenResponseWasCommitted(String path) throws Exception {
		RawClient client = this.application.sendGated(path, "gate");
		this.application.awaitContainerThreads(path.equals("/committed") ? 1 : 0);
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		RawResponse response = client.read();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.framing()).isEqualTo(RawResponse.Framing.CHUNKED);
		assertThat(response.complete()).isFalse();
		assertThat(response.body()).startsWith("first").doesNotContain("second");
		assertCut(this.application.awaitEnd(drain), path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/callable", "/streaming" })
	void interruptsThreadThatComputesResponse(String path) throws Exception {
		this.application.sendGated(path, "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		assertThat(this.application.gates().wasInterrupted("gate")).isFalse();
		this.application.skipDrain();
		this.application.awaitEnd(drain);
		await().until(() -> this.application.gates().wasInterrupted("gate"));
	}

	@Test
	void refusesWhenAbortedBeforeFirstThreadHasLeft() throws Exception {
		RawClient client = this.application.sendGated("/raw-async-held", "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		this.application.gates().open("gate");
		assertRefused(client);
		assertCut(this.application.awaitEnd(drain), "/raw-async-held");
	}

	@Test
	void endsWhenListenerOfTheApplicationHasHeldTheContainer() throws Exception {
		this.application.sendGated("/raw-async-listener", "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		this.application.gates().open("gate");
		this.application.awaitIdle();
		assertCut(this.application.awaitEnd(drain), "/raw-async-listener");
	}

	@Test
	void refusesWhenErrorPageHangs() throws Exception {
		RawClient client = this.application.connect().send("GET", "/send-error?page=gate");
		this.application.gates().awaitEntered("gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		assertRefused(client);
		assertCut(this.application.awaitEnd(drain), "/send-error");
	}

	@Test
	void doesNotLeaveThreadInterrupted() throws Exception {
		this.application.sendGated("/swallows", "one");
		this.application.sendGated("/text", "two");
		this.application.sendGated("/callable", "three");
		this.application.sendGated("/deferred", "four");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		this.application.awaitEnd(drain);
		this.application.awaitContainerIdle();
		assertThat(this.application.bean(LastValve.class).sawInterrupt()).isFalse();
	}

	@Test
	void cutsRequestThatCameWithinInterruptWindow() throws Exception {
		RawClient late = this.application.connect();
		late.write("GET /ignores?gate=late HTTP/1.1\r\nHost: localhost\r\n");
		this.application.sendGated("/ignores", "early");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		late.write("\r\n");
		this.application.gates().awaitEntered("late");
		this.application.clock().skip();
		assertRefused(late);
		ShutdownReport report = this.application.awaitEnd(drain);
		assertThat(report.requests().aborted()).hasSize(2);
	}

	@Test
	void recordsMethodPathAgeAndThreadOfAbortedRequests() throws Exception {
		RawClient client = this.application.sendGated("POST", "/text", "gate", "Content-Length: 0");
		Thread thread = this.application.gates().awaitEntered("gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		this.application.skipDrain();
		client.read();
		ShutdownReport.Request aborted = this.application.awaitEnd(drain).requests().aborted().get(0);
		assertThat(aborted.method()).isEqualTo("POST");
		assertThat(aborted.path()).isEqualTo("/text");
		assertThat(aborted.age()).hasMinutes(2);
		assertThat(aborted.thread()).isEqualTo(thread.getName());
	}

	private static void assertRefused(RawClient client) throws Exception {
		RawResponse response = client.read();
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(response.header("Content-Length")).isEqualTo("0");
	}

	private static void assertCut(ShutdownReport report, String path) {
		assertThat(report.requests().aborted()).extracting(ShutdownReport.Request::path).containsExactly(path);
		assertThat(report.requests().served()).isZero();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.INCOMPLETE);
	}

}
