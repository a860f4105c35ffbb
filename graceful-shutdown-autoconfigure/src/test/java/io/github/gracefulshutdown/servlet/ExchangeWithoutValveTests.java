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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a container without {@link ExchangeValve} needs: the wrapper of the
 * request and the listener.
 */
@Tag("once")
class ExchangeWithoutValveTests {

	private static final String GATE = "gate";

	private TestApplication application;

	@BeforeEach
	void start() {
		this.application = TestApplication.start(WithoutValve.class);
	}

	@AfterEach
	void stop() throws IOException {
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/missing,404", "/throws,500", "/send-error,409", "/callable-throws,500", "/deferred-error,500" })
	void countsUntilErrorPageIsRendered(String path, int status) throws Exception {
		RawClient client = this.application.connect().send("GET", path + "?page=" + GATE);
		this.application.gates().awaitEntered(GATE);
		assertThat(this.application.active()).isOne();
		this.application.gates().open(GATE);
		assertThat(client.read().status()).isEqualTo(status);
		this.application.awaitIdle();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/callable", "/deferred", "/streaming-later", "/raw-async", "/raw-async-pair" })
	void saysCloseInFlight(String path) throws Exception {
		RawClient client = this.application.sendGated(path, GATE);
		this.application.enterLameDuck();
		this.application.gates().open(GATE);
		RawResponse response = client.read();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Connection")).isEqualTo("close");
		this.application.awaitIdle();
	}

	@Test
	void hasNoValve() {
		assertThat(this.application.context().containsBean("gracefulShutdownExchangeValveCustomizer")).isFalse();
	}

	/**
	 * As in a container that has no valves.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class WithoutValve {

		@Bean
		static BeanFactoryPostProcessor removeValve() {
			return (beanFactory) -> ((BeanDefinitionRegistry) beanFactory)
				.removeBeanDefinition("gracefulShutdownExchangeValveCustomizer");
		}

		@Bean
		ServletContextInitializer listener(ActiveRequestFilter filter) {
			return (servletContext) -> servletContext.addListener(filter.listener());
		}

	}

}
