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
import java.util.concurrent.atomic.AtomicInteger;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that each exchange is counted once, and ends once, on platform and on virtual
 * threads.
 */
@ParameterizedClass(name = "virtual threads: {0}")
@ValueSource(booleans = { false, true })
class ExchangeCountTests {

	private static final AtomicInteger number = new AtomicInteger();

	private static TestApplication application;

	@Parameter
	boolean virtualThreads;

	private final String gate = "gate-" + number.incrementAndGet();

	@BeforeParameterizedClassInvocation
	static void start(boolean virtualThreads) {
		assumeThat(!virtualThreads || Runtime.version().feature() >= 21).isTrue();
		application = TestApplication.start("spring.threads.virtual.enabled=" + virtualThreads);
	}

	@AfterParameterizedClassInvocation
	static void stop() throws IOException {
		if (application != null) {
			application.close();
			application = null;
		}
	}

	@ParameterizedTest
	@CsvSource({ "/text,200,text", "/json,200,value", "/large,200,''", "/committed,200,firstsecond",
			"/no-content,204,''", "/not-modified,304,''", "/redirect,302,''", "/send-error,409,Conflict",
			"/throws,500,Internal", "/forward,200,text", "/callable,200,callable", "/callable-throws,500,Internal",
			"/deferred,200,deferred", "/deferred-error,500,Internal", "/streaming,200,firstsecond",
			"/streaming-later,200,firstsecond", "/emitter,200,firstsecond", "/raw-async,200,raw",
			"/raw-async-pair,200,raw" })
	void countsOnceWhenHandlerAnswers(String path, int status, String body) throws Exception {
		RawClient client = application.sendGated(path, this.gate);
		assertThat(application.active()).isOne();
		application.gates().open(this.gate);
		RawResponse response = client.read();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.body()).contains(body);
		application.awaitIdle();
	}

	@ParameterizedTest
	@CsvSource({ "/missing,404", "/throws,500", "/send-error,409", "/callable-throws,500", "/deferred-error,500" })
	void countsUntilErrorPageIsRendered(String path, int status) throws Exception {
		RawClient client = application.connect().send("GET", path + "?page=" + this.gate);
		application.gates().awaitEntered(this.gate);
		assertThat(application.active()).isOne();
		application.gates().open(this.gate);
		assertThat(client.read().status()).isEqualTo(status);
		application.awaitIdle();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/callable", "/deferred", "/large-text" })
	void countsOnceWhenHead(String path) throws Exception {
		RawClient client = application.sendGated("HEAD", path, this.gate);
		assertThat(application.active()).isOne();
		application.gates().open(this.gate);
		assertThat(client.read().status()).isEqualTo(200);
		application.awaitIdle();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/committed", "/callable", "/deferred", "/streaming", "/emitter", "/raw-async" })
	void countsUntilHandlerEndsWhenClientHangsUp(String path) throws Exception {
		boolean async = !path.equals("/text") && !path.equals("/committed");
		assumeThat(async && this.virtualThreads).as("whether Tomcat is done with its thread is known").isFalse();
		RawClient client = application.sendGated(path, this.gate);
		if (async) {
			application.awaitContainerIdle();
		}
		client.hangUp();
		assertThat(application.active()).isOne();
		application.gates().open(this.gate);
		application.awaitIdle();
	}

	@Test
	void endsWhenClientHangsUpBeforeAsynchronousExchangeWritesOnItsFirstThread() throws Exception {
		RawClient client = application.sendGated("/emitter-early", this.gate);
		client.hangUp();
		application.gates().open(this.gate);
		application.awaitIdle();
	}

	@Test
	void endsWhenClientHangsUpInMidResponse() throws Exception {
		RawClient client = application.connect().send("GET", "/endless");
		assertThat(client.readLine()).contains("200");
		assertThat(application.active()).isOne();
		if (!this.virtualThreads) {
			// Tomcat can lose it while its first thread leaves: the drain then finds it
			application.awaitContainerIdle();
		}
		client.hangUp();
		application.awaitIdle();
	}

	@Test
	void endsWhenClientHangsUpWhileFirstThreadIsOnItsWayBack() throws Exception {
		RawClient client = application.connect().send("GET", "/endless?after=" + this.gate);
		assertThat(client.readLine()).contains("200");
		application.gates().awaitEntered(this.gate);
		client.hangUp();
		await().until(() -> application.bean(ActiveRequests.class)
			.longest(1)
			.stream()
			.allMatch((request) -> request.thread() == null));
		application.gates().open(this.gate);
		application.awaitIdle();
	}

	@Test
	void countsEachOfManyAtTheSameTime() throws Exception {
		String[] paths = { "/text", "/callable", "/deferred", "/streaming", "/raw-async", "/throws" };
		RawClient[] clients = new RawClient[paths.length];
		for (int i = 0; i < paths.length; i++) {
			clients[i] = application.sendGated(paths[i], this.gate + i);
			assertThat(application.active()).isEqualTo(i + 1);
		}
		for (int i = 0; i < paths.length; i++) {
			application.gates().open(this.gate + i);
			clients[i].read();
			int left = paths.length - i - 1;
			await().until(application::active, (active) -> active == left);
		}
	}

	@Test
	void runsOnThreadsAsConfigured() throws Exception {
		RawClient client = application.sendGated("/text", this.gate);
		Thread thread = application.gates().awaitEntered(this.gate);
		assertThat(thread.getName().startsWith("http-nio")).isNotEqualTo(this.virtualThreads);
		application.gates().open(this.gate);
		client.read();
		application.awaitIdle();
	}

}
