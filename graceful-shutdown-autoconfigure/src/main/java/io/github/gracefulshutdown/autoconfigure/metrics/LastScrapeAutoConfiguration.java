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

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.autoconfigure.ConditionalOutsideTests;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.metrics.LastScrape;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for the last scrape. What cannot work stops the start-up, as nobody
 * would notice before numbers are missing.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@ConditionalOnBooleanProperty("graceful-shutdown.metrics.await-scrape")
@Import(ScrapePathConfiguration.class)
public final class LastScrapeAutoConfiguration {

	LastScrapeAutoConfiguration() {
	}

	@Bean
	LastScrape gracefulShutdownLastScrape(GracefulShutdown shutdown, EventLog log) {
		return new LastScrape(shutdown, log, ShutdownClock.system());
	}

	// In a test often nothing is exported or exposed, and nobody scrapes
	@Bean
	@ConditionalOutsideTests
	SmartInitializingSingleton gracefulShutdownScrapePathCheck(ObjectProvider<ScrapePath> path) {
		return () -> path.getIfAvailable(() -> {
			throw refusal("the actuator is not served by a web server", "Add one");
		}).check();
	}

	/**
	 * Says why it cannot work.
	 * @param why the reason
	 * @param action the way out
	 * @return the exception
	 */
	static ShutdownConfigurationException refusal(String why, String action) {
		return new ShutdownConfigurationException(
				"'graceful-shutdown.metrics.await-scrape' is 'true', but nobody could scrape the final numbers: %s."
					.formatted(why),
				action + ", or remove 'graceful-shutdown.metrics.await-scrape'.");
	}

}
