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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Notices on a reactive management port that the last scrape was answered.
 *
 * @since 1.0.0
 */
public final class LastScrapeWebFilter implements WebFilter {

	private final LastScrape lastScrape;

	private final Supplier<@Nullable String> path;

	/**
	 * Creates a filter.
	 * @param lastScrape who waits for the scrape
	 * @param path where it is answered, relative to the base path
	 */
	public LastScrapeWebFilter(LastScrape lastScrape, Supplier<@Nullable String> path) {
		this.lastScrape = lastScrape;
		this.path = path;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Mono<Void> answer = chain.filter(exchange);
		if (!this.lastScrape.isExpected() || !isScrape(exchange.getRequest())) {
			return answer;
		}
		// Sent, not only written
		return answer.doOnSuccess((sent) -> {
			HttpStatusCode status = exchange.getResponse().getStatusCode();
			if (status == null || status.isSameCodeAs(HttpStatus.OK)) {
				this.lastScrape.seen();
			}
		});
	}

	private boolean isScrape(ServerHttpRequest request) {
		return request.getMethod() == HttpMethod.GET
				&& request.getPath().pathWithinApplication().value().equals(this.path.get());
	}

}
