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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers at once or after a while. The slow answers say when they were ready, in
 * nanoseconds as {@link System#nanoTime()} counts them, which on Linux is the same clock
 * for all processes.
 */
@RestController
class BenchmarkController {

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	@PostMapping("/echo")
	String echo(@RequestBody String body) {
		return body;
	}

	@GetMapping("/wait")
	String await(@RequestParam long ms) throws InterruptedException {
		new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		return readyAt();
	}

	@GetMapping("/wait-async")
	CompletableFuture<String> awaitAsync(@RequestParam long ms) {
		// Not a scheduler of Spring: plain Spring Boot stops it under the request
		return CompletableFuture.supplyAsync(BenchmarkController::readyAt,
				CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS));
	}

	private static String readyAt() {
		return "ready at " + System.nanoTime();
	}

}
