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

package io.github.gracefulshutdown.autoconfigure.metrics;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.fixture.TestMarker;
import io.github.gracefulshutdown.metrics.LastScrape;
import jakarta.servlet.http.HttpFilter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastScrapeAutoConfiguration}.
 */
class LastScrapeAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(CleanupAutoConfiguration.class,
			GracefulShutdownAutoConfiguration.class, LastScrapeAutoConfiguration.class);

	private static final AutoConfigurations ACTUATOR = AutoConfigurations.of(EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, MetricsAutoConfiguration.class,
			PrometheusMetricsExportAutoConfiguration.class);

	private static final String AWAIT = "graceful-shutdown.metrics.await-scrape=true";

	private static final String EXPOSED = "management.endpoints.web.exposure.include=prometheus";

	private static final String PORT = "management.server.port=9090";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(OURS)
		.withConfiguration(ACTUATOR);

	@Test
	void isOffByDefault() {
		this.runner.withPropertyValues(EXPOSED, PORT)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LastScrape.class));
	}

	@Test
	void waitsWhereTheManagementPortIsItsOwn() {
		this.runner.withPropertyValues(AWAIT, EXPOSED, PORT).run((context) -> {
			assertThat(context).hasSingleBean(LastScrape.class);
			assertThat(context.getBean(ScrapePath.class).get()).isEqualTo("/actuator/prometheus");
		});
	}

	@Test
	void refusesThePortOfTheApplication() {
		this.runner.withPropertyValues(AWAIT, EXPOSED)
			.run((context) -> assertRefusal(context, "port of the application", "'management.server.port'"));
	}

	@Test
	void refusesAnEndpointThatIsNotExposed() {
		this.runner.withPropertyValues(AWAIT, PORT)
			.run((context) -> assertRefusal(context, "endpoint 'prometheus' is not exposed",
					"'management.endpoints.web.exposure.include'"));
	}

	@Test
	void refusesAnApplicationThatServesNothing() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.withPropertyValues(AWAIT)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(ShutdownConfigurationException.class)
				.hasMessageContaining("not served by a web server"));
	}

	@Test
	void needsNoServlets() {
		new ReactiveWebApplicationContextRunner().withConfiguration(OURS)
			.withConfiguration(ACTUATOR)
			.withPropertyValues(AWAIT, EXPOSED, PORT)
			.withClassLoader(new FilteredClassLoader(HttpFilter.class))
			.run((context) -> assertThat(context).hasSingleBean(LastScrape.class).hasSingleBean(ScrapePath.class));
	}

	@Test
	void refusesNothingInTests() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.withInitializer(new TestMarker())
			.withPropertyValues(AWAIT)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues(AWAIT, "graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LastScrape.class));
	}

	private static void assertRefusal(AssertableWebApplicationContext context, String why, String action) {
		assertThat(context).getFailure().isInstanceOfSatisfying(ShutdownConfigurationException.class, (ex) -> {
			assertThat(ex).hasMessageContaining("'graceful-shutdown.metrics.await-scrape' is 'true'")
				.hasMessageContaining(why);
			assertThat(ex.getAction()).contains(action);
		});
	}

}
