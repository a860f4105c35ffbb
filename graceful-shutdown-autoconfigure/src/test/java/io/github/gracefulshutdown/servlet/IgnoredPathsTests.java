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

package io.github.gracefulshutdown.servlet;

import java.util.List;

import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IgnoredPaths}. That a request was counted shows in what the shutdown
 * says it has served.
 */
@Tag("once")
class IgnoredPathsTests {

	@ParameterizedTest
	@CsvSource({ "/actuator,true", "/actuator/health,true", "/actuators,false", "/actuato,false", "/x/actuator,false",
			"/internal/a/b,true", "/internal,true", "/probe,true", "/probe/a,false", "/,false" })
	void containsPrefixesWithEverythingBelowAndPatterns(String path, boolean contained) {
		IgnoredPaths paths = new IgnoredPaths(List.of("/actuator"), List.of("/internal/**", "/probe"));
		assertThat(paths.contain(request("", path))).isEqualTo(contained);
		assertThat(paths.contain(request("/app", "/app" + path))).isEqualTo(contained);
	}

	@Test
	void doesNotMistakeContextPathForPrefix() {
		IgnoredPaths paths = new IgnoredPaths(List.of("/actuator"), List.of());
		assertThat(paths.contain(request("/actuator", "/actuator/orders"))).isFalse();
		assertThat(paths.contain(request("/actuator", "/actuator/actuator/health"))).isTrue();
	}

	@Test
	void doesNotCountActuator() throws Exception {
		assertNotCounted("/actuator/health", "/text");
	}

	@Test
	void doesNotCountActuatorWhenBasePathIsRoot() throws Exception {
		assertNotCounted("/health", "/text", "management.endpoints.web.base-path=/");
	}

	@Test
	void doesNotCountActuatorWhenBasePathIsChanged() throws Exception {
		assertNotCounted("/manage/health", "/text", "management.endpoints.web.base-path=/manage");
	}

	@Test
	void countsWhatTheApplicationHasBelowTheBasePathOfTheActuator() throws Exception {
		assertNotCounted("/orders/health", "/orders/text", "management.endpoints.web.base-path=/orders");
	}

	@Test
	void doesNotCountActuatorWhenThereAreContextPathAndServletPath() throws Exception {
		assertNotCounted("/app/api/actuator/health", "/app/api/text", "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/api");
	}

	@Test
	void doesNotCountAdditionalHealthPaths() throws Exception {
		assertNotCounted("/livez", "/text", "management.endpoint.health.probes.add-additional-paths=true");
	}

	@Test
	void doesNotCountAdditionalHealthPathsWhenManagementHasItsOwnPort() throws Exception {
		assertNotCounted("/readyz", "/text", "management.endpoint.health.probes.add-additional-paths=true",
				"management.server.port=0");
	}

	@Test
	void doesNotCountWhatUserIgnores() throws Exception {
		assertNotCounted("/json", "/text", "graceful-shutdown.drain.ignored-paths=/json,/poll/**");
	}

	@Test
	void countsPathOfActuatorWhenManagementHasItsOwnPort() throws Exception {
		try (TestApplication application = TestApplication.start("management.server.port=0")) {
			application.enterLameDuck();
			assertThat(application.connect().get("/actuator/health").status()).isEqualTo(404);
			assertServed(application, 1);
		}
	}

	private static void assertNotCounted(String ignored, String counted, String... properties) throws Exception {
		try (TestApplication application = TestApplication.start(properties)) {
			application.enterLameDuck();
			RawClient client = application.connect();
			assertThat(client.get(counted).status()).isEqualTo(200);
			assertServed(application, 1);
			assertThat(application.connect().get(ignored).status()).isIn(200, 503);
			assertThat(application.connect().get(counted).status()).isEqualTo(200);
			assertServed(application, 2);
		}
	}

	private static void assertServed(TestApplication application, int expected) {
		application.awaitIdle();
		assertThat(application.shutdown().report().requests().served()).isEqualTo(expected);
	}

	private static MockHttpServletRequest request(String contextPath, String uri) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
		request.setContextPath(contextPath);
		return request;
	}

}
