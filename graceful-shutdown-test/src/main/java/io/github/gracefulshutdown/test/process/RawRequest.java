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

package io.github.gracefulshutdown.test.process;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as it is written to a {@link RawConnection}.
 *
 * @param method the HTTP method
 * @param target path and query
 * @param json the body, if there is one
 * @param headers names and values of further header fields
 * @since 1.0.0
 */
public record RawRequest(String method, String target, @Nullable String json, Map<String, String> headers) {

	public static RawRequest get(String target) {
		return new RawRequest("GET", target, null, Map.of());
	}

	public static RawRequest post(String target, String json) {
		return new RawRequest("POST", target, json, Map.of());
	}

	/**
	 * Return the same request with other header fields.
	 * @param headers their names and values
	 * @return the request
	 */
	public RawRequest withHeaders(Map<String, String> headers) {
		return new RawRequest(this.method, this.target, this.json, Map.copyOf(headers));
	}

	byte[] toBytes(int port) {
		StringBuilder head = new StringBuilder(128);
		head.append(this.method).append(' ').append(this.target).append(" HTTP/1.1\r\n");
		head.append("Host: localhost:").append(port).append("\r\nAccept: application/json, */*\r\n");
		this.headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (this.json != null) {
			int length = this.json.getBytes(StandardCharsets.UTF_8).length;
			head.append("Content-Type: application/json\r\nContent-Length: ").append(length).append("\r\n");
		}
		head.append("\r\n").append((this.json != null) ? this.json : "");
		return head.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.method + " " + this.target;
	}

}
