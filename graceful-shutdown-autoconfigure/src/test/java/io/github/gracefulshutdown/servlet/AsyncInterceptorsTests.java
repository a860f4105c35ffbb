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

import io.github.gracefulshutdown.Farewells;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AsyncInterceptors}.
 */
class AsyncInterceptorsTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void followsThreadsAndStreams() {
		EventStreams streams = new EventStreams(mock(Farewells.class));
		WebAsyncManager manager = handle(new AsyncInterceptors(streams));
		assertThat(manager.getCallableInterceptor(CallableThreads.class)).isInstanceOf(CallableThreads.class);
		assertThat(manager.getDeferredResultInterceptor(EventStreams.class)).isSameAs(streams);
	}

	@Test
	void followsThreadsAloneWhereStreamsAreWaitedFor() {
		WebAsyncManager manager = handle(new AsyncInterceptors(null));
		assertThat(manager.getCallableInterceptor(CallableThreads.class)).isInstanceOf(CallableThreads.class);
		assertThat(manager.getDeferredResultInterceptor(EventStreams.class)).isNull();
	}

	private WebAsyncManager handle(AsyncInterceptors interceptors) {
		assertThat(interceptors.preHandle(this.request, new MockHttpServletResponse(), "handler")).isTrue();
		return WebAsyncUtils.getAsyncManager(this.request);
	}

}
