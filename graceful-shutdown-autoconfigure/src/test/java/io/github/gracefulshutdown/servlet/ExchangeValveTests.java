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

import java.util.List;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LateRequests;
import io.github.gracefulshutdown.ShutdownClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ExchangeValve}.
 */
class ExchangeValveTests {

	private final ActiveRequestFilter filter = new ActiveRequestFilter(new ActiveRequests(ShutdownClock.system()),
			mock(GracefulShutdown.class), LateRequests.SERVE, false);

	private final ExchangeValve valve = new ExchangeValve(this.filter);

	private final Request request = mock();

	private final org.apache.coyote.Request coyoteRequest = new org.apache.coyote.Request();

	private final ArgumentCaptor<HttpServletResponse> responses = ArgumentCaptor.captor();

	private final Response response = mock();

	private final HttpServletResponse containers = mock();

	@BeforeEach
	void setUp() {
		given(this.request.getRequest()).willReturn(mock(HttpServletRequest.class));
		given(this.request.getCoyoteRequest()).willReturn(this.coyoteRequest);
		given(this.response.getResponse()).willReturn(this.containers);
		this.valve.setNext(mock(Valve.class));
	}

	@Test
	void givesApplicationTheResponseOfTheExchange() throws Exception {
		this.filter.serving(new IgnoredPaths(List.of(), List.of()));
		this.coyoteRequest.markStartTime();
		this.valve.invoke(this.request, this.response);
		then(this.response).should().setResponse(this.responses.capture());
		assertThat(this.responses.getValue()).isInstanceOfSatisfying(ServletExchange.class,
				(exchange) -> assertThat(exchange.startedAt()).isEqualTo(this.coyoteRequest.getStartTimeNanos()));
	}

	@Test
	void leavesResponseBeforeServerServes() throws Exception {
		this.valve.invoke(this.request, this.response);
		then(this.response).should().setResponse(this.containers);
	}

	@Test
	void leavesResponseOfAsynchronousRequest() throws Exception {
		this.filter.serving(new IgnoredPaths(List.of(), List.of()));
		given(this.request.isAsync()).willReturn(true);
		this.valve.invoke(this.request, this.response);
		then(this.response).should(never()).setResponse(any());
	}

}
