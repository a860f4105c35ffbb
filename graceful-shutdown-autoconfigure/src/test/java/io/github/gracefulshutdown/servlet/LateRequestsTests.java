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
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what becomes of requests that come during the drain and after it.
 */
class LateRequestsTests {

	private TestApplication application;

	@AfterEach
	void stop() throws Exception {
		this.application.close();
	}

	@Test
	void servesAndWaitsForLateRequestWhenConnectionIsOpen() throws Exception {
		start("serve");
		RawClient late = keptAlive();
		this.application.sendGated("/text", "first");
		CompletableFuture<Void> drain = this.application.enterDrain();
		late.send("GET", "/text?gate=late");
		this.application.gates().awaitEntered("late");
		assertThat(this.application.active()).isEqualTo(2);
		this.application.gates().open("first");
		assertThat(drain).isNotDone();
		this.application.gates().open("late");
		RawResponse response = late.read();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(this.application.awaitEnd(drain).requests().served()).isEqualTo(2);
	}

	@Test
	void rejectsLateRequestWhenConfigured() throws Exception {
		start("reject");
		RawClient late = keptAlive();
		RawClient first = this.application.sendGated("/text", "first");
		CompletableFuture<Void> drain = this.application.enterDrain();
		assertRefused(late);
		assertThat(this.application.active()).isOne();
		this.application.gates().open("first");
		assertThat(first.read().status()).isEqualTo(200);
		ShutdownReport report = this.application.awaitEnd(drain);
		assertThat(report.requests().rejected()).isOne();
		assertThat(report.requests().served()).isOne();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
	}

	@Test
	void servesInLameDuckWhenLateRequestsAreRejected() throws Exception {
		start("reject");
		this.application.enterLameDuck();
		assertThat(this.application.connect().get("/text").status()).isEqualTo(200);
	}

	@Test
	void rejectsWhenDrainHasEnded() throws Exception {
		start("serve");
		RawClient late = keptAlive();
		this.application.awaitEnd(this.application.enterDrain());
		assertRefused(late);
		assertThat(this.application.active()).isZero();
		assertThat(this.application.shutdown().report().requests().rejected()).isOne();
	}

	private void start(String lateRequests) {
		this.application = TestApplication.start("graceful-shutdown.drain.late-requests=" + lateRequests);
	}

	private RawClient keptAlive() throws IOException {
		RawClient client = this.application.connect();
		assertThat(client.get("/text").header("Connection")).isNull();
		this.application.awaitIdle();
		return client;
	}

	private static void assertRefused(RawClient client) throws IOException {
		RawResponse response = client.get("/text");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(client.isClosedByServer()).isTrue();
	}

}
