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

import io.github.gracefulshutdown.fixture.Gates;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an exchange counts until an error page is complete that is asynchronous
 * itself.
 */
@Tag("once")
class AsyncErrorPageTests {

	private static final String GATE = "gate";

	private TestApplication application;

	@BeforeEach
	void start() {
		this.application = TestApplication.start(WithErrorPage.class);
	}

	@AfterEach
	void stop() throws IOException {
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/missing,404", "/send-error,409" })
	void countsUntilItIsComplete(String path, int status) throws Exception {
		RawClient client = this.application.connect().send("GET", path + "?page=" + GATE);
		this.application.gates().awaitEntered(GATE);
		// Tomcat sends what is there when it returns from the error page, but goes on
		this.application.awaitContainerIdle();
		assertThat(client.read().status()).isEqualTo(status);
		assertThat(this.application.active()).isOne();
		this.application.gates().open(GATE);
		this.application.awaitIdle();
	}

	/**
	 * With an error page that is a servlet.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class WithErrorPage {

		@Bean
		ErrorPageRegistrar errorPage() {
			return (registry) -> registry.addErrorPages(new ErrorPage("/sorry"));
		}

		@Bean
		ServletRegistrationBean<HttpServlet> sorry(Gates gates) {
			return new ServletRegistrationBean<>(new Sorry(gates), "/sorry");
		}

	}

	@SuppressWarnings("serial")
	private static final class Sorry extends HttpServlet {

		private final transient Gates gates;

		Sorry(Gates gates) {
			this.gates = gates;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext async = request.startAsync(request, response);
			this.gates.whenOpen(request.getParameter("page"), async::complete);
		}

	}

}
