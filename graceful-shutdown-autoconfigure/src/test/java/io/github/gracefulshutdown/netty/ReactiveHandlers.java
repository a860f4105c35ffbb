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

package io.github.gracefulshutdown.netty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.fixture.Gates;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers of a reactive application. With a parameter {@code gate} they wait there
 * before they answer.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = TomcatReactiveManagementContextAutoConfiguration.class)
@Import(ReactiveHandlers.Controller.class)
class ReactiveHandlers {

	/** More than all buffers of a connection on this machine. */
	static final int LARGE = 40_000_000;

	@Bean
	Gates gates() {
		return new Gates();
	}

	static TestApplication start(String... properties) {
		return start(ReactiveHandlers.class, properties);
	}

	static TestApplication start(Class<?> source, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.main.web-application-type=reactive");
		return TestApplication.start(source, all.toArray(String[]::new));
	}

	/**
	 * Answers.
	 */
	@RestController
	static class Controller {

		private final Gates gates;

		private final CountDownLatch cancelled = new CountDownLatch(1);

		Controller(Gates gates) {
			this.gates = gates;
		}

		CountDownLatch cancelled() {
			return this.cancelled;
		}

		@RequestMapping("/text")
		Mono<String> text(@RequestParam(required = false) String gate) {
			return opened(gate).thenReturn("text").doOnCancel(this.cancelled::countDown);
		}

		@RequestMapping("/blocking")
		String blocking(@RequestParam String gate) throws Exception {
			this.gates.pass(gate);
			return "blocking";
		}

		@RequestMapping("/blocking-ignores")
		String blockingIgnores(@RequestParam String gate) {
			this.gates.passUninterruptibly(gate);
			return "blocking";
		}

		@RequestMapping("/with-headers")
		Mono<String> withHeaders(ServerHttpResponse response, @RequestParam String gate) {
			response.getHeaders().setETag("\"tag\"");
			response.addCookie(ResponseCookie.from("cookie", "value").build());
			return opened(gate).thenReturn("text");
		}

		@RequestMapping("/swallows")
		Mono<Void> swallows(ServerHttpResponse response, @RequestParam String gate) throws Exception {
			try {
				this.gates.pass(gate);
			}
			catch (InterruptedException ex) {
				// as if nothing had happened
			}
			return response.setComplete();
		}

		@RequestMapping("/elastic")
		Mono<String> elastic(@RequestParam String gate) {
			return Mono.fromCallable(() -> {
				this.gates.pass(gate);
				return "elastic";
			}).subscribeOn(Schedulers.boundedElastic());
		}

		@RequestMapping("/ignores")
		Mono<String> ignores(@RequestParam String gate) {
			return Mono.fromCallable(() -> {
				this.gates.passUninterruptibly(gate);
				return "ignores";
			}).subscribeOn(Schedulers.boundedElastic());
		}

		@RequestMapping("/streaming")
		Mono<Void> streaming(ServerHttpResponse response, @RequestParam(required = false) String gate) {
			response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
			return response.writeAndFlushWith(
					Flux.concat(Mono.just("first"), opened(gate).then(Mono.just("second"))).map(Controller::part));
		}

		@RequestMapping("/file")
		Mono<Void> file(ServerHttpResponse response, @RequestParam(required = false) String gate) throws IOException {
			Path file = Files.writeString(Files.createTempFile("reactive", ".txt"), "file");
			return opened(gate).then(((ZeroCopyHttpOutputMessage) response).writeWith(file, 0, 4))
				.doFinally((signal) -> file.toFile().delete());
		}

		@RequestMapping("/large")
		Mono<byte[]> large(@RequestParam(required = false) String gate) {
			return opened(gate).thenReturn(new byte[LARGE]);
		}

		@RequestMapping("/fail")
		Mono<String> fail(@RequestParam(required = false) String gate) {
			return opened(gate).then(Mono.error(new IllegalStateException("expected")));
		}

		@RequestMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> events(@RequestParam String gate) {
			return Flux.concat(Mono.just("first"), opened(gate).then(Mono.just("second")), Flux.never())
				.doOnCancel(this.cancelled::countDown);
		}

		private Mono<Void> opened(String gate) {
			return Mono.create((sink) -> this.gates.whenOpen(gate, sink::success));
		}

		private static Publisher<DataBuffer> part(String text) {
			return Mono.just(DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.US_ASCII)));
		}

	}

}
