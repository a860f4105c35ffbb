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

package io.github.gracefulshutdown.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.Traffic;

/**
 * The requests that a service gets: at a fixed rate, whatever its answers, on keep-alive
 * connections, and none of them a second time.
 *
 * @since 1.0.0
 */
public final class Load {

	// RFC 9110, section 5.6.2
	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private final List<RawRequest> requests = new ArrayList<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private int rate = 50;

	private int connections = 8;

	Load() {
	}

	/**
	 * Adds a request. Each of them has the same share; an answer with a status from 200
	 * to 399 is expected.
	 * @param path the path, with its query
	 * @return this load
	 */
	public Load get(String path) {
		return add(RawRequest.get(path));
	}

	/**
	 * Adds a request with a body.
	 * @param path the path, with its query
	 * @param json the body
	 * @return this load
	 */
	public Load post(String path, String json) {
		return add(RawRequest.post(path, json));
	}

	private Load add(RawRequest request) {
		if (!request.target().startsWith("/")) {
			throw new IllegalArgumentException("No path: '%s'. It begins with '/'.".formatted(request.target()));
		}
		this.requests.add(request);
		return this;
	}

	/**
	 * Adds a header field to all requests, as {@code Authorization} where the service
	 * asks for a login.
	 * @param name its name
	 * @param value its value
	 * @return this load
	 */
	public Load header(String name, String value) {
		if (!HEADER_NAME.matcher(name).matches() || value.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("No header field: '%s: %s'. ".formatted(name, value)
					+ "Its name is a token, and its value one line.");
		}
		this.headers.put(name, value);
		return this;
	}

	/**
	 * Sets how many requests are sent in a second; 50 if it is not called.
	 * @param requestsPerSecond the rate, from 1 to 10,000
	 * @return this load
	 */
	public Load rate(int requestsPerSecond) {
		if (requestsPerSecond < 1 || requestsPerSecond > 10_000) {
			throw new IllegalArgumentException(
					"The rate is %d, but goes from 1 to 10000 requests per second.".formatted(requestsPerSecond));
		}
		this.rate = requestsPerSecond;
		return this;
	}

	/**
	 * Sets how many connections are kept open, more being opened only while all of them
	 * are busy; 8 if it is not called.
	 * @param count the number, at least 1
	 * @return this load
	 */
	public Load connections(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("There are %d connections, but one is needed.".formatted(count));
		}
		this.connections = count;
		return this;
	}

	int rate() {
		return this.rate;
	}

	int connections() {
		return this.connections;
	}

	Traffic traffic() {
		if (this.requests.isEmpty()) {
			throw new IllegalArgumentException("No requests: describe at least one, as with get(\"/\").");
		}
		List<RawRequest> described = this.requests.stream()
			.map((request) -> request.withHeaders(this.headers))
			.toList();
		return (instance, random) -> call(described.get(random.nextInt(described.size())));
	}

	private static Traffic.Call call(RawRequest request) {
		return new Traffic.Call(request.toString(), request,
				(response) -> (response.status() < 400) ? null : "Got " + response);
	}

}
