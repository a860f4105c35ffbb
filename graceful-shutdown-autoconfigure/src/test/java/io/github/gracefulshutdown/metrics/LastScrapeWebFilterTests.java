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

package io.github.gracefulshutdown.metrics;

import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.fixture.Gates;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LastScrapeWebFilter} on a real management port.
 */
@Tag("once")
@Timeout(60)
class LastScrapeWebFilterTests {

	@Test
	void drainEndsWithTheLastScrapeAndNothingElse() throws Exception {
		try (TestApplication application = TestApplication.start(Application.class,
				"spring.main.web-application-type=reactive", "management.server.port=0",
				"graceful-shutdown.metrics.await-scrape=true")) {
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			get(application, "/actuator/prometheus");
			application.clock().skip();
			await().until(() -> application.bean(LastScrape.class).isExpected());
			get(application, "/actuator/metrics");
			assertThat(quiesced).isNotDone();
			assertThat(get(application, "/actuator/prometheus").body())
				.contains("graceful_shutdown_state{state=\"draining\"} 1.0");
			application.awaitEnd(quiesced);
		}
	}

	private static RawResponse get(TestApplication application, String path) throws Exception {
		RawResponse response = application.connect("local.management.port").get(path);
		assertThat(response.status()).isEqualTo(200);
		return response;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = TomcatReactiveManagementContextAutoConfiguration.class)
	@Import(Gates.class)
	static class Application {

	}

}
