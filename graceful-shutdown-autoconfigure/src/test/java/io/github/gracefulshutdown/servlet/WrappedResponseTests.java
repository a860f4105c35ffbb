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

import java.io.IOException;

import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a filter of the application that comes before ours, and wraps the response,
 * changes nothing.
 */
@Tag("once")
class WrappedResponseTests {

	private static final String GATE = "gate";

	private TestApplication application;

	@BeforeEach
	void start() {
		this.application = TestApplication.start(WithWrapper.class);
	}

	@AfterEach
	void stop() throws IOException {
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/text,200", "/committed,200", "/send-error,409", "/throws,500", "/callable,200",
			"/callable-throws,500", "/deferred,200", "/deferred-error,500", "/raw-async,200" })
	void countsOnce(String path, int status) throws Exception {
		RawClient client = this.application.sendGated(path, GATE);
		assertThat(this.application.active()).isOne();
		this.application.gates().open(GATE);
		assertThat(client.read().status()).isEqualTo(status);
		this.application.awaitIdle();
	}

	@ParameterizedTest
	@CsvSource({ "/missing,404", "/throws,500", "/send-error,409" })
	void countsUntilErrorPageIsRendered(String path, int status) throws Exception {
		RawClient client = this.application.connect().send("GET", path + "?page=" + GATE);
		this.application.gates().awaitEntered(GATE);
		assertThat(this.application.active()).isOne();
		this.application.gates().open(GATE);
		assertThat(client.read().status()).isEqualTo(status);
		this.application.awaitIdle();
	}

	@Test
	void sendsWhatTheOtherFilterHasBuffered() throws Exception {
		RawClient client = this.application.connect().send("GET", "/text?buffered=true&gate=" + GATE);
		this.application.gates().awaitEntered(GATE);
		this.application.enterLameDuck();
		this.application.gates().open(GATE);
		RawResponse response = client.read();
		assertThat(response.body()).isEqualTo("text");
		assertThat(response.header("Connection")).isEqualTo("close");
		this.application.awaitIdle();
	}

	/**
	 * With a filter of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class WithWrapper {

		@Bean
		FilterRegistrationBean<Filter> wrapper() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				if (request.getParameter("buffered") == null) {
					chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response));
					return;
				}
				ContentCachingResponseWrapper buffer = new ContentCachingResponseWrapper(
						(HttpServletResponse) response);
				chain.doFilter(request, buffer);
				buffer.copyBodyToResponse();
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
