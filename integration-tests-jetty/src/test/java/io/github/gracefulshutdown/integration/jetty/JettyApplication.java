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

package io.github.gracefulshutdown.integration.jetty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * An application on Jetty whose answers take a while, or until somebody opens the gate.
 */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class JettyApplication {

	private static final int CHUNKS = 5;

	private final CompletableFuture<String> gate = new CompletableFuture<>();

	public static void main(String[] args) {
		SpringApplication.run(JettyApplication.class, args);
	}

	@GetMapping("/gated")
	String gated() throws Exception {
		return this.gate.get(1, TimeUnit.MINUTES);
	}

	@GetMapping("/gated-async")
	CompletableFuture<String> gatedAsync() {
		return this.gate;
	}

	@GetMapping("/open")
	String open() {
		this.gate.complete("waited");
		return "opened";
	}

	@GetMapping("/wait")
	String await(@RequestParam long ms) {
		pause(ms);
		return "waited";
	}

	@GetMapping("/wait-async")
	CompletableFuture<String> awaitAsync(@RequestParam long ms) {
		return CompletableFuture.supplyAsync(() -> "waited",
				CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS));
	}

	@GetMapping("/stream")
	StreamingResponseBody stream(@RequestParam long ms) {
		return (output) -> {
			for (int i = 0; i < CHUNKS; i++) {
				output.write("line\n".getBytes(StandardCharsets.US_ASCII));
				output.flush();
				pause(ms / CHUNKS);
			}
		};
	}

	@GetMapping("/events")
	SseEmitter events() throws IOException {
		SseEmitter emitter = new SseEmitter(0L);
		emitter.send("first");
		return emitter;
	}

	@GetMapping("/loop")
	String loop() {
		while (!this.gate.isDone()) {
			Thread.onSpinWait();
		}
		return "waited";
	}

	@GetMapping("/redirect")
	void redirect(HttpServletResponse response) throws IOException {
		response.sendRedirect("/open");
	}

	@GetMapping("/unflushed")
	void unflushed(HttpServletResponse response) throws IOException {
		response.getWriter().write("unflushed");
	}

	@GetMapping("/fail")
	String fail() {
		throw new IllegalStateException("as it should");
	}

	@PostMapping("/echo")
	String echo(@RequestBody String body) {
		return body;
	}

	private static void pause(long ms) {
		try {
			new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
