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

import java.net.InetSocketAddress;

import io.github.gracefulshutdown.ActiveRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.channel.ChannelOperations;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * An active request of Reactor Netty, and the response that it writes. From the moment it
 * is aborted, what its handler sets and writes is dropped, and the handler is cancelled:
 * the client gets a refusal if nothing was sent, and else a body that is visibly cut.
 */
class NettyExchange extends ServerHttpResponseDecorator implements ActiveRequest {

	// By then the client's next connection leads to another instance
	private static final String RETRY_AFTER_SECONDS = "1";

	private final ServerHttpRequest request;

	private final ChannelOperations<?, ?> operations;

	private final @Nullable EventStreams streams;

	private final long startedAt;

	private final Sinks.Empty<Void> abortion = Sinks.empty();

	private volatile @Nullable Thread thread;

	private volatile boolean aborted;

	private volatile boolean handled;

	private int slot = -1;

	NettyExchange(ServerHttpRequest request, ServerHttpResponse response, @Nullable EventStreams streams,
			long startedAt) {
		super(response);
		this.request = request;
		this.operations = ServerHttpResponseDecorator.getNativeResponse(response);
		this.streams = streams;
		this.startedAt = startedAt;
	}

	/**
	 * Creates an exchange that can do what its response can.
	 * @param request the request
	 * @param response the response
	 * @param streams completes its event stream, or {@code null} if it is waited for
	 * @param startedAt when it began
	 * @return the exchange
	 */
	static NettyExchange of(ServerHttpRequest request, ServerHttpResponse response, @Nullable EventStreams streams,
			long startedAt) {
		return (response instanceof ZeroCopyHttpOutputMessage)
				? new ZeroCopyNettyExchange(request, response, streams, startedAt)
				: new NettyExchange(request, response, streams, startedAt);
	}

	/**
	 * Has the request handled.
	 * @param handler what handles it
	 * @return what ends when it is handled, but not yet sent
	 */
	Mono<Void> serve(HttpHandler handler) {
		return Mono.<Void>fromDirect((subscriber) -> handle(handler, subscriber))
			.takeUntilOther(this.abortion.asMono())
			.then(Mono.defer(() -> this.aborted ? refuseOrCut() : Mono.empty()));
	}

	private void handle(HttpHandler handler, Subscriber<? super Void> subscriber) {
		occupy();
		try {
			Mono.defer(() -> handler.handle(this.request, this)).subscribe(subscriber);
		}
		finally {
			release();
		}
	}

	private synchronized void occupy() {
		this.thread = Thread.currentThread();
		if (this.aborted) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void release() {
		this.thread = null;
		if (this.aborted) {
			Thread.interrupted();
		}
	}

	/**
	 * The request is handled.
	 * @param sent called once the response is sent, or the client is gone
	 */
	void whenSent(Runnable sent) {
		this.handled = true;
		this.operations.onTerminate().subscribe(null, (ex) -> sent.run(), sent);
	}

	/**
	 * Sends {@code 503} with {@code Retry-After} in the place of everything that was set
	 * so far.
	 * @return what ends when it is handled
	 */
	Mono<Void> refuse() {
		ServerHttpResponse response = getDelegate();
		HttpHeaders headers = response.getHeaders();
		headers.clear();
		response.getCookies().clear();
		response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		headers.setContentLength(0);
		return response.setComplete();
	}

	private Mono<Void> refuseOrCut() {
		if (!isCommitted()) {
			return refuse();
		}
		cut();
		return Mono.empty();
	}

	// The future that is ignored: the exchange ends with its channel
	@SuppressWarnings("FutureReturnValueIgnored")
	private void cut() {
		this.operations.channel().close();
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return Mono.defer(() -> this.aborted ? Mono.never() : super.writeWith(body));
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return Mono.defer(() -> {
			if (this.aborted) {
				return Mono.never();
			}
			EventStreams streams = isEventStream() ? this.streams : null;
			return super.writeAndFlushWith((streams != null) ? streams.watch(body) : body);
		});
	}

	@Override
	public Mono<Void> setComplete() {
		return Mono.defer(() -> this.aborted ? Mono.never() : super.setComplete());
	}

	@Override
	public boolean setStatusCode(@Nullable HttpStatusCode status) {
		return !this.aborted && super.setStatusCode(status);
	}

	@Override
	public boolean setRawStatusCode(@Nullable Integer status) {
		return !this.aborted && super.setRawStatusCode(status);
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.aborted ? new HttpHeaders() : super.getHeaders();
	}

	@Override
	public MultiValueMap<String, ResponseCookie> getCookies() {
		return this.aborted ? new LinkedMultiValueMap<>() : super.getCookies();
	}

	@Override
	public void addCookie(ResponseCookie cookie) {
		if (!this.aborted) {
			super.addCookie(cookie);
		}
	}

	private boolean isEventStream() {
		MediaType type = getHeaders().getContentType();
		return type != null && type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM);
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public String path() {
		return this.request.getPath().value();
	}

	@Override
	public String remoteAddress() {
		InetSocketAddress address = this.request.getRemoteAddress();
		if (address == null) {
			return "unknown";
		}
		return address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
	}

	@Override
	public long startedAt() {
		return this.startedAt;
	}

	/**
	 * The thread that is in its handler, which for most handlers returns long before the
	 * response is there.
	 */
	@Override
	public @Nullable Thread thread() {
		return this.thread;
	}

	@Override
	public synchronized void abort() {
		this.aborted = true;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
		// As where the client hangs up
		this.operations.channel().eventLoop().execute(this::cancel);
	}

	private void cancel() {
		this.abortion.tryEmitEmpty();
		if (this.handled) {
			cut();
		}
	}

	@Override
	public boolean isAborted() {
		return this.aborted;
	}

	/**
	 * Only its event loop may answer, and does as soon as it is free.
	 */
	@Override
	public void abandon() {
		// Was told all when it was aborted
	}

	@Override
	public int slot() {
		return this.slot;
	}

	@Override
	public void slot(int slot) {
		this.slot = slot;
	}

}
