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

import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Has each HTTP/1.1 response say {@code Connection: close} if it is time when its headers
 * are sent, upon which Reactor Netty closes the connection
 * ({@code reactor.netty.http.server.HttpTrafficHandler}). Responses of HTTP/2 are sent
 * elsewhere. Not a response to a request whose body is still on its way.
 */
@Sharable
final class ClosingResponses extends ChannelOutboundHandlerAdapter {

	private final BooleanSupplier time;

	ClosingResponses(BooleanSupplier time) {
		this.time = time;
	}

	// The future that is ignored: the promise tells the same
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response && this.time.getAsBoolean()
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL && !isBodyOutstanding(context)) {
			response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		context.write(message, promise);
	}

	// To close a connection on which more of the request arrives makes the kernel reset
	// it, and the client may never see the response. The next one says it.
	private static boolean isBodyOutstanding(ChannelHandlerContext context) {
		ChannelOperations<?, ?> operations = ChannelOperations.get(context.channel());
		return operations instanceof HttpServerRequest request && hasBody(request.requestHeaders())
				&& !operations.isInboundDisposed();
	}

	private static boolean hasBody(HttpHeaders headers) {
		String length = headers.get(HttpHeaderNames.CONTENT_LENGTH, "0");
		return headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || !length.equals("0");
	}

}
