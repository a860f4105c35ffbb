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

package io.github.gracefulshutdown.benchmarks.service;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with a web server.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RandomPortTests {

	@LocalServerPort
	private int port;

	@Test
	void answers() {
		assertThat(get("/hello")).isEqualTo(HttpStatus.OK);
	}

	@Test
	void isReady() {
		assertThat(get("/actuator/health/readiness")).isEqualTo(HttpStatus.OK);
	}

	private HttpStatus get(String path) {
		RestClient client = RestClient.create("http://localhost:" + this.port);
		return HttpStatus.valueOf(client.get().uri(path).retrieve().toBodilessEntity().getStatusCode().value());
	}

}
