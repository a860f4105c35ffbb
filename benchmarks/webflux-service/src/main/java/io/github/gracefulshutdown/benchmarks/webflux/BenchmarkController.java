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

package io.github.gracefulshutdown.benchmarks.webflux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same endpoints as those of the service on Spring Web.
 */
@RestController
class BenchmarkController {

	private static final int CHUNKS = 5;

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	@PostMapping("/echo")
	Mono<String> echo(@RequestBody Mono<String> body) {
		return body;
	}

	// On a thread that it blocks
	@GetMapping("/wait")
	Mono<String> await(@RequestParam long ms) {
		return Mono.fromCallable(() -> {
			new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
			return readyAt();
		}).subscribeOn(Schedulers.boundedElastic());
	}

	@GetMapping("/wait-async")
	Mono<String> awaitAsync(@RequestParam long ms) {
		return Mono.delay(Duration.ofMillis(ms)).map((tick) -> readyAt());
	}

	@GetMapping("/stream")
	Mono<Void> stream(ServerHttpResponse response, @RequestParam long ms) {
		Flux<String> lines = Flux.range(0, CHUNKS)
			.concatMap((i) -> Mono.just("line\n").concatWith(after(ms / CHUNKS)))
			.concatWith(Mono.fromSupplier(BenchmarkController::readyAt));
		return response.writeAndFlushWith(lines.map(BenchmarkController::part));
	}

	private static Mono<String> after(long ms) {
		return Mono.delay(Duration.ofMillis(ms)).then(Mono.empty());
	}

	private static Publisher<DataBuffer> part(String text) {
		return Mono.just(DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.US_ASCII)));
	}

	private static String readyAt() {
		return "ready at " + System.nanoTime();
	}

}
