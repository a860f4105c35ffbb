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

package io.github.gracefulshutdown.benchmarks;

import java.io.IOException;

import io.github.gracefulshutdown.servlet.ActiveRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A request whose handler does nothing.
 */
public class FilterBenchmark {

	/**
	 * Without the filter: what the parts cost that are not measured.
	 * @param exchange the request
	 * @throws ServletException never
	 * @throws IOException never
	 */
	@Benchmark
	public void baseline(Exchange exchange) throws ServletException, IOException {
		exchange.chain.doFilter(exchange.request, exchange.response);
	}

	/**
	 * With the filter, and the response as Tomcat's valve gives it. The time, which
	 * Tomcat has anyway, is included.
	 * @param service the application
	 * @param exchange the request
	 * @throws ServletException never
	 * @throws IOException never
	 */
	@Benchmark
	public void filter(OverheadService service, Exchange exchange) throws ServletException, IOException {
		ActiveRequestFilter filter = service.filter();
		long startedAt = service.requests().nanoTime();
		filter.doFilter(exchange.request, filter.response(exchange.request, exchange.response, startedAt),
				exchange.chain);
	}

	/**
	 * What a thread has of the container, the same for each of its requests.
	 */
	@State(Scope.Thread)
	public static class Exchange {

		private final FakeRequest request = new FakeRequest();

		private final FakeResponse response = new FakeResponse();

		@SuppressWarnings("NullAway.Init") // before each trial
		private FilterChain chain;

		/**
		 * Create the handler.
		 * @param blackhole keeps the compiler from leaving out what nobody looks at
		 */
		@Setup
		public void createChain(Blackhole blackhole) {
			this.chain = (request, response) -> {
				blackhole.consume(request);
				blackhole.consume(response);
			};
		}

	}

}
