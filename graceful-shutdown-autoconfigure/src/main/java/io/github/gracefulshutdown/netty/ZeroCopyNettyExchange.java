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

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * An exchange whose response sends files without copying them, for those who ask whether
 * it does: {@code org.springframework.http.codec.ResourceHttpMessageWriter}, and handlers
 * that cast it.
 */
final class ZeroCopyNettyExchange extends NettyExchange implements ZeroCopyHttpOutputMessage {

	ZeroCopyNettyExchange(ServerHttpRequest request, ServerHttpResponse response, @Nullable EventStreams streams,
			long startedAt) {
		super(request, response, streams, startedAt);
	}

	@Override
	public Mono<Void> writeWith(Path file, long position, long count) {
		return Mono.defer(() -> isAborted() ? Mono.never()
				: ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count));
	}

}
