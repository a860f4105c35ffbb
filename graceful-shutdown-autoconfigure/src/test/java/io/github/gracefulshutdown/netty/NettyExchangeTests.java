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

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link NettyExchange}.
 */
class NettyExchangeTests {

	private final HttpHeaders headers = new HttpHeaders();

	private final MultiValueMap<String, ResponseCookie> cookies = new LinkedMultiValueMap<>();

	private final AbstractServerHttpResponse response = mock();

	private final ChannelOperations<?, ?> operations = mock();

	private NettyExchange exchange;

	@BeforeEach
	void create() {
		Channel channel = mock();
		given(channel.eventLoop()).willReturn(mock(EventLoop.class));
		given(this.operations.channel()).willReturn(channel);
		given(this.response.getNativeResponse()).willReturn(this.operations);
		given(this.response.getHeaders()).willReturn(this.headers);
		given(this.response.getCookies()).willReturn(this.cookies);
		this.exchange = new NettyExchange(mock(ServerHttpRequest.class), this.response, null, 0);
	}

	@Test
	void handlerSetsWhatIsSent() {
		setAll();
		then(this.response).should().setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
		then(this.response).should().setRawStatusCode(500);
		then(this.response).should().addCookie(any());
		assertThat(this.cookies).isNotEmpty();
		assertThat(this.headers.getETag()).isNotNull();
	}

	// Who is interrupted may answer with an error, at the same time as the refusal
	@Test
	void whatHandlerSetsAfterItIsAbortedIsDropped() {
		this.exchange.abort();
		setAll();
		then(this.response).should(never()).setStatusCode(any());
		then(this.response).should(never()).setRawStatusCode(any());
		then(this.response).should(never()).addCookie(any());
		assertThat(this.cookies).isEmpty();
		assertThat(this.headers.getETag()).isNull();
	}

	@Test
	void fileIsSentUnlessItIsAborted() {
		AbstractServerHttpResponse response = mock(withSettings().extraInterfaces(ZeroCopyHttpOutputMessage.class));
		given(response.getNativeResponse()).willReturn(this.operations);
		NettyExchange exchange = NettyExchange.of(mock(ServerHttpRequest.class), response, null, 0);
		Path file = Path.of("file");
		ZeroCopyHttpOutputMessage delegate = (ZeroCopyHttpOutputMessage) response;
		given(delegate.writeWith(file, 0, 1)).willReturn(Mono.empty());
		Mono<Void> write = ((ZeroCopyHttpOutputMessage) exchange).writeWith(file, 0, 1);
		assertThat(write.toFuture()).isCompleted();
		exchange.abort();
		assertThat(write.toFuture()).isNotDone();
		then(delegate).should().writeWith(file, 0, 1);
	}

	private void setAll() {
		this.exchange.setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
		this.exchange.setRawStatusCode(500);
		this.exchange.addCookie(ResponseCookie.from("one", "value").build());
		this.exchange.getCookies().add("other", ResponseCookie.from("other", "value").build());
		this.exchange.getHeaders().setETag("\"tag\"");
	}

}
