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

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Notices on the management port that the last scrape was answered.
 *
 * @since 1.0.0
 */
public final class LastScrapeFilter extends HttpFilter {

	private static final long serialVersionUID = 1L;

	private final transient LastScrape lastScrape;

	private final transient Supplier<@Nullable String> path;

	/**
	 * Creates a filter.
	 * @param lastScrape who waits for the scrape
	 * @param path where it is answered, relative to the context path
	 */
	public LastScrapeFilter(LastScrape lastScrape, Supplier<@Nullable String> path) {
		this.lastScrape = lastScrape;
		this.path = path;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean last = this.lastScrape.isExpected() && isScrape(request);
		chain.doFilter(request, response);
		if (last && response.getStatus() == HttpServletResponse.SC_OK) {
			// Sent, not only written
			response.flushBuffer();
			this.lastScrape.seen();
		}
	}

	private boolean isScrape(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return request.getMethod().equals("GET") && path.equals(this.path.get());
	}

}
