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

package io.github.gracefulshutdown.benchmarks.micronaut;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same endpoints as those of the service on Spring Boot.
 */
@Controller(produces = MediaType.TEXT_PLAIN)
public class BenchmarkController {

	private static final int CHUNKS = 5;

	@Get("/hello")
	String hello() {
		return "hello";
	}

	@Post("/echo")
	@Consumes(MediaType.ALL)
	String echo(@Body String body) {
		return body;
	}

	@Get("/wait")
	@ExecuteOn(TaskExecutors.BLOCKING)
	String await(@QueryValue long ms) throws InterruptedException {
		new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		return readyAt();
	}

	@Get("/wait-async")
	CompletableFuture<String> awaitAsync(@QueryValue long ms) {
		return CompletableFuture.supplyAsync(BenchmarkController::readyAt,
				CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS));
	}

	@Get("/stream")
	Flux<String> stream(@QueryValue long ms) {
		return Flux.interval(Duration.ofMillis(Math.max(1, ms / CHUNKS)))
			.take(CHUNKS)
			.map((chunk) -> "line\n")
			.concatWith(Mono.fromSupplier(BenchmarkController::readyAt));
	}

	private static String readyAt() {
		return "ready at " + System.nanoTime();
	}

}
