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

import io.github.gracefulshutdown.metrics.LastScrape;
import io.github.gracefulshutdown.metrics.LastScrapeFilter;
import io.github.gracefulshutdown.metrics.LastScrapeWebFilter;
import jakarta.servlet.http.HttpFilter;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

/**
 * The part of the last scrape that is on a management port of its own.
 *
 * @since 1.0.0
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean({ LastScrape.class, ScrapePath.class })
public final class LastScrapeManagementConfiguration {

	LastScrapeManagementConfiguration() {
	}

	/**
	 * With servlets.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpFilter.class, FilterRegistrationBean.class })
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<LastScrapeFilter> gracefulShutdownLastScrapeFilter(LastScrape lastScrape,
				ScrapePath path) {
			return new FilterRegistrationBean<>(new LastScrapeFilter(lastScrape, path::get));
		}

	}

	/**
	 * Without.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebFilter.class, Mono.class })
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		LastScrapeWebFilter gracefulShutdownLastScrapeFilter(LastScrape lastScrape, ScrapePath path) {
			return new LastScrapeWebFilter(lastScrape, path::get);
		}

	}

}
