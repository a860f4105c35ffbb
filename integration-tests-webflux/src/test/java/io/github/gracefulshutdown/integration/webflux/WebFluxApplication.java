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

package io.github.gracefulshutdown.integration.webflux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A reactive application whose answers take a while, or until somebody opens the gate.
 */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class WebFluxApplication {

	private static final Log logger = LogFactory.getLog(WebFluxApplication.class);

	private static final int CHUNKS = 5;

	private final Sinks.One<String> gate = Sinks.one();

	private final CountDownLatch latch = new CountDownLatch(1);

	public static void main(String[] args) {
		SpringApplication.run(WebFluxApplication.class, args);
	}

	@GetMapping("/gated")
	Mono<String> gated() {
		return Mono.fromCallable(() -> {
			this.latch.await();
			return "waited";
		}).subscribeOn(Schedulers.boundedElastic());
	}

	@GetMapping("/gated-async")
	Mono<String> gatedAsync() {
		return this.gate.asMono();
	}

	@GetMapping("/open")
	String open() {
		this.gate.tryEmitValue("waited");
		this.latch.countDown();
		return "opened";
	}

	@GetMapping("/wait")
	Mono<String> await(@RequestParam long ms) {
		return Mono.fromCallable(() -> {
			new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
			return "waited";
		}).subscribeOn(Schedulers.boundedElastic());
	}

	@GetMapping("/wait-async")
	Mono<String> awaitAsync(@RequestParam long ms) {
		return Mono.delay(Duration.ofMillis(ms)).thenReturn("waited");
	}

	@GetMapping("/stream")
	Mono<Void> stream(ServerHttpResponse response, @RequestParam long ms) {
		response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
		return response.writeAndFlushWith(
				Flux.range(0, CHUNKS).concatMap((i) -> Mono.delay(Duration.ofMillis(ms / CHUNKS))).map((i) -> line()));
	}

	private static Publisher<DataBuffer> line() {
		return Mono.just(DefaultDataBufferFactory.sharedInstance.wrap("line\n".getBytes(StandardCharsets.US_ASCII)));
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events() {
		return Flux.concat(Mono.just("first"), Flux.never());
	}

	@GetMapping("/loop")
	Mono<String> loop() {
		logger.info("Looping");
		while (this.latch.getCount() > 0) {
			Thread.onSpinWait();
		}
		return Mono.just("waited");
	}

	@GetMapping("/fail")
	Mono<String> fail() {
		return Mono.error(new IllegalStateException("as it should"));
	}

	@PostMapping("/echo")
	Mono<String> echo(@RequestBody Mono<String> body) {
		return body;
	}

}
