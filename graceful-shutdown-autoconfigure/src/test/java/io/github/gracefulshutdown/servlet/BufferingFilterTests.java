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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a filter that comes before ours, and writes the body when ours has returned,
 * can still do so in the lame duck.
 */
@Tag("once")
class BufferingFilterTests {

	private static final String GATE = "gate";

	private TestApplication application;

	@BeforeEach
	void start() {
		this.application = TestApplication.start(WithFilter.class);
	}

	@AfterEach
	void stop() throws IOException {
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/text,text", "/callable,callable", "/deferred,deferred" })
	void bodyIsSent(String path, String body) throws Exception {
		RawClient client = this.application.sendGated(path, GATE);
		this.application.enterLameDuck();
		this.application.gates().open(GATE);
		RawResponse response = client.read();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).contains(body);
		assertThat(response.header("ETag")).isNotNull();
		assertThat(response.header("Connection")).isEqualTo("close");
		this.application.awaitIdle();
	}

	/**
	 * With a filter of Spring MVC that has to know the whole body.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class WithFilter {

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> etag() {
			FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(
					new ShallowEtagHeaderFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
