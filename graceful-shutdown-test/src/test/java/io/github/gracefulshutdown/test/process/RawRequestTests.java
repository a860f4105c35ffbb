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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RawRequest}.
 */
class RawRequestTests {

	@Test
	void sendsFurtherHeaders() {
		RawRequest request = RawRequest.post("/orders", "{}").withHeaders(Map.of("Authorization", "Basic dTpw"));
		assertThat(new String(request.toBytes(8080), StandardCharsets.UTF_8))
			.startsWith("POST /orders HTTP/1.1\r\nHost: localhost:8080\r\n")
			.contains("\r\nAuthorization: Basic dTpw\r\n")
			.endsWith("\r\n\r\n{}");
	}

}
