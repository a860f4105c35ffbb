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

package io.github.gracefulshutdown.benchmarks.service;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Answers at once or after a while. The slow answers say when they were ready, in
 * nanoseconds as {@link System#nanoTime()} counts them, which on Linux is the same clock
 * for all processes.
 */
@RestController
class BenchmarkController {

	private static final int CHUNKS = 5;

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	@PostMapping("/echo")
	String echo(@RequestBody String body) {
		return body;
	}

	@GetMapping("/wait")
	String await(@RequestParam long ms) {
		pause(ms);
		return readyAt();
	}

	@GetMapping("/wait-async")
	CompletableFuture<String> awaitAsync(@RequestParam long ms) {
		// Not a scheduler of Spring: plain Spring Boot stops it under the request
		return CompletableFuture.supplyAsync(BenchmarkController::readyAt,
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
			output.write(readyAt().getBytes(StandardCharsets.US_ASCII));
		};
	}

	private static void pause(long ms) {
		try {
			new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String readyAt() {
		return "ready at " + System.nanoTime();
	}

}
