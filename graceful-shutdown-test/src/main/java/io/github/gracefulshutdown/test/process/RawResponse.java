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
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A complete response as it was read from a {@link RawConnection}.
 *
 * @param status the HTTP status
 * @param headers values by lower-case name
 * @param body the body without its framing
 * @param framing how the end of the body was told
 * @since 1.0.0
 */
public record RawResponse(int status, Map<String, List<String>> headers, byte[] body, Framing framing) {

	/**
	 * Return the first value of a header.
	 * @param name the lower-case name
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

	/**
	 * Return whether the server said {@code Connection: close}.
	 * @return whether the connection must not be used again
	 */
	public boolean saysClose() {
		return this.headers.getOrDefault("connection", List.of())
			.stream()
			.anyMatch((value) -> value.toLowerCase(Locale.ROOT).contains("close"));
	}

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "HTTP " + this.status + " " + this.headers + " " + text();
	}

	/**
	 * How a body tells its end.
	 */
	public enum Framing {

		/**
		 * There is no body.
		 */
		NONE,

		/**
		 * {@code Content-Length}.
		 */
		LENGTH,

		/**
		 * {@code Transfer-Encoding: chunked}.
		 */
		CHUNKED,

		/**
		 * The end of the connection.
		 */
		END_OF_CONNECTION

	}

}
