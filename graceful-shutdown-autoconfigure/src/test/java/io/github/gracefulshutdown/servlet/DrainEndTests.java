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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the drain ends with the last exchange, and not before.
 */
class DrainEndTests {

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
	@CsvSource({ "/text,text", "/streaming,firstsecond", "/emitter,firstsecond", "/deferred,deferred",
			"/callable,callable", "/raw-async,raw" })
	void endsWhenLastResponseIsComplete(String path, String body) throws Exception {
		RawClient client = this.application.sendGated(path, "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		assertThat(drain).isNotDone();
		this.application.gates().open("gate");
		RawResponse response = client.read();
		assertThat(response.body()).contains(body);
		assertThat(response.complete()).isTrue();
		assertCleanAfterOne(this.application.awaitEnd(drain));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/throws", "/send-error", "/missing", "/callable-throws" })
	void endsWhenErrorPageIsRendered(String path) throws Exception {
		RawClient client = this.application.connect().send("GET", path + "?page=gate");
		this.application.gates().awaitEntered("gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		assertThat(drain).isNotDone();
		this.application.gates().open("gate");
		RawResponse response = client.read();
		assertThat(response.body()).contains("\"status\":" + response.status());
		assertThat(response.header("Connection")).isEqualTo("close");
		assertThat(response.complete()).isTrue();
		assertCleanAfterOne(this.application.awaitEnd(drain));
	}

	@Test
	void endsWhenClientHasHungUp() throws Exception {
		RawClient client = this.application.sendGated("/streaming", "gate");
		CompletableFuture<Void> drain = this.application.enterDrain();
		client.hangUp();
		this.application.gates().open("gate");
		assertCleanAfterOne(this.application.awaitEnd(drain));
	}

	@Test
	void endsWhenContainerHasLostAsynchronousExchange() throws Exception {
		RawClient client = this.application.connect().send("GET", "/emitter?gate=gate&after=after");
		this.application.gates().awaitEntered("after");
		client.hangUp();
		this.application.gates().open("gate");
		this.application.gates().open("after");
		this.application.awaitContainerIdle();
		assertThat(this.application.active()).isOne();
		assertCleanAfterOne(this.application.awaitEnd(this.application.enterDrain()));
	}

	@Test
	void endsWhenClientsOfAsynchronousRequestsHaveHungUp() throws Exception {
		List<RawClient> clients = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			clients.add(this.application.sendGated("/deferred", "gate-" + i));
		}
		this.application.awaitContainerIdle();
		CompletableFuture<Void> drain = this.application.enterDrain();
		for (int i = 0; i < 4; i++) {
			clients.get(i).hangUp();
			this.application.gates().open("gate-" + i);
		}
		assertThat(this.application.awaitEnd(drain).requests().served()).isEqualTo(4);
	}

	@Test
	void endsAtOnceWhenNothingIsActive() throws Exception {
		ShutdownReport report = this.application.awaitEnd(this.application.enterDrain());
		assertThat(report.requests().served()).isZero();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
	}

	private static void assertCleanAfterOne(ShutdownReport report) {
		assertThat(report.requests().active()).isZero();
		assertThat(report.requests().served()).isOne();
		assertThat(report.requests().aborted()).isEmpty();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
	}

}
