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

package io.github.gracefulshutdown.servlet;

import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for what becomes of a {@link ServletExchange} that has gone on without the
 * filter, or that the container has taken back.
 */
class ServletExchangeTests {

	private final RecycledRequest request = new RecycledRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final ServletExchange exchange = new ServletExchange(this.request, this.response,
			new Closing(() -> true, false), new Dispatcher(), 0);

	@BeforeEach
	void begin() {
		this.exchange.slot(0);
	}

	@Test
	void isNotTouchedWhenAbandonedAfterItsEnd() {
		this.exchange.slot(-1);
		this.exchange.end();
		this.request.recycled = true;
		assertThatNoException().isThrownBy(this.exchange::abandon);
		assertThat(this.response.isCommitted()).isFalse();
	}

	@Test
	void isNotTouchedWhenAbandonedAfterItWasLost() {
		this.exchange.goOn();
		this.request.recycled = true;
		assertThatNoException().isThrownBy(this.exchange::abandon);
		assertThat(this.response.isCommitted()).isFalse();
	}

	@Test
	void isOnlyToldWhenAbortedBetweenFilterAndErrorPage() {
		this.exchange.goOn();
		assertThatNoException().isThrownBy(this.exchange::abort);
		assertThat(this.exchange.isAborted()).isTrue();
		assertThat(this.response.isCommitted()).isFalse();
	}

	@Test
	void writesBodyWhereThereCanBeNoTrailerFields() throws Exception {
		this.request.setProtocol("HTTP/1.1");
		MockHttpServletResponse ajp = new MockHttpServletResponse() {

			@Override
			public void setTrailerFields(Supplier<Map<String, String>> supplier) {
				throw new IllegalStateException("As Tomcat's processor of AJP does");
			}

		};
		new ServletExchange(this.request, ajp, new Closing(() -> true, false), new Dispatcher(), 0).getWriter()
			.write("text");
		assertThat(ajp.getContentAsString()).isEqualTo("text");
		assertThat(ajp.getHeader("Connection")).isEqualTo("close");
	}

	@Test
	void isLostWhenRequestWasRecycled() {
		this.exchange.goOn();
		assertThat(this.exchange.isLost()).isFalse();
		this.request.recycled = true;
		assertThat(this.exchange.isLost()).isTrue();
	}

	@Test
	void isLostWhenRequestBelongsToAnotherExchange() {
		this.exchange.goOn();
		new ServletExchange(this.request, this.response, new Closing(() -> true, false), new Dispatcher(), 1).goOn();
		assertThat(this.exchange.isLost()).isTrue();
	}

	@Test
	void isNotLostWhileItsFirstThreadWorks() {
		assertThat(this.exchange.isLost()).isFalse();
	}

	// As the facades of Tomcat.
	private static final class RecycledRequest extends MockHttpServletRequest {

		private boolean recycled;

		@Override
		public Object getAttribute(String name) {
			check();
			return super.getAttribute(name);
		}

		@Override
		public boolean isAsyncStarted() {
			check();
			return super.isAsyncStarted();
		}

		private void check() {
			if (this.recycled) {
				throw new IllegalStateException("recycled");
			}
		}

	}

}
