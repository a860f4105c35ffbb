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

package io.github.gracefulshutdown.actuate;

import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownStatusWebExtension}, on a real server.
 */
@Tag("once")
class ShutdownStatusWebExtensionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					*/*                                                             | application/vnd.spring-boot.actuator.v3+json
					application/json                                                | application/json
					application/json, text/plain, */*                               | application/json
					application/vnd.spring-boot.actuator.v2+json                    | application/vnd.spring-boot.actuator.v2+json
					text/html                                                       | text/html;charset=UTF-8
					text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=UTF-8
					""")
	void answersInTheFormatThatTheClientAccepts(String accepted, String contentType) throws Exception {
		try (TestApplication application = TestApplication.start()) {
			RawResponse response = application.connect().get("/actuator/shutdown-status", "Accept: " + accepted);
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("Content-Type")).isEqualToIgnoringCase(contentType);
			assertThat(response.body()).startsWith(contentType.startsWith("text/html") ? "<!DOCTYPE html>" : "{");
		}
	}

	@Test
	void answersJsonToClientThatAcceptsAnything() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			assertThat(application.connect().get("/actuator/shutdown-status").body()).startsWith("{");
		}
	}

	@Test
	void showsWhatTheShutdownWaitsForToThoseWhoMaySeeIt() throws Exception {
		try (TestApplication application = TestApplication.start("graceful-shutdown.status.show-details=always")) {
			application.sendGated("/text", "gate");
			application.gates().awaitEntered("gate");
			assertThat(page(application)).contains("GET /text").doesNotContain("What it waits for");
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			assertThat(page(application)).contains("LAME_DUCK", "What it waits for", "request GET /text, active for");
			application.gates().open("gate");
			application.clock().skip();
			application.awaitEnd(quiesced);
		}
	}

	@Test
	void hidesDetailsByDefault() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			application.sendGated("/text", "gate");
			assertThat(page(application)).contains("<dt>Active requests</dt><dd>1</dd>").doesNotContain("/text");
		}
	}

	private static String page(TestApplication application) throws Exception {
		return application.connect().get("/actuator/shutdown-status", "Accept: text/html").body();
	}

}
