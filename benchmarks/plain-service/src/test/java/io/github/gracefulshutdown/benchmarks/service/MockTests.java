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

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests without a web server.
 */
@SpringBootTest
@AutoConfigureMockMvc
class MockTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void answers() {
		assertThat(this.mvc.get().uri("/hello")).hasStatusOk().hasBodyTextEqualTo("hello");
	}

	@Test
	void answersAsynchronously() {
		assertThat(this.mvc.get().uri("/wait-async").param("ms", "1")).hasStatusOk();
	}

	@Test
	void isReady() {
		assertThat(this.mvc.get().uri("/actuator/health/readiness")).hasStatusOk();
	}

}
