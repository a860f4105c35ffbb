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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is no ordinary response goes through the lame duck unharmed.
 */
class UpgradeAndCompressionTests {

	private static final List<String> paths = List.of("/large-json", "/large-text", "/large-length-text", "/text");

	private static TestApplication application;

	private static List<RawResponse> before;

	@BeforeAll
	static void enterLameDuck() throws Exception {
		application = TestApplication.start(Upgrading.class, "server.compression.enabled=true",
				"server.compression.mime-types=application/json,text/plain");
		before = getAll();
		application.enterLameDuck();
	}

	@AfterAll
	static void stop() throws IOException {
		application.close();
	}

	@Test
	void upgradesAsBefore() throws Exception {
		RawClient client = application.connect().send("GET", "/upgrade", "Connection: Upgrade", "Upgrade: echo");
		RawResponse response = client.read();
		assertThat(response.status()).isEqualTo(101);
		assertThat(response.header("Connection")).isEqualToIgnoringCase("upgrade");
		client.write("hello\n");
		assertThat(client.readLine()).isEqualTo("hello");
		application.awaitIdle();
	}

	@Test
	void keepsFramingWhenCompressed() throws Exception {
		List<RawResponse> after = getAll();
		for (int i = 0; i < after.size(); i++) {
			RawResponse response = after.get(i);
			assertThat(response.header("Connection")).as(paths.get(i)).isEqualTo("close");
			assertThat(response.framing()).as(paths.get(i)).isEqualTo(RawResponse.Framing.CHUNKED);
			assertThat(response.header("Content-Encoding")).as(paths.get(i))
				.isEqualTo(before.get(i).header("Content-Encoding"));
			assertThat(response.complete()).as(paths.get(i)).isTrue();
			assertThat(text(response)).as(paths.get(i)).isEqualTo(text(before.get(i)));
		}
	}

	@Test
	void keepsFramingWhenClientDoesNotAcceptCompression() throws Exception {
		assertThat(application.connect().get("/large-text").framing()).isEqualTo(RawResponse.Framing.LENGTH);
	}

	private static List<RawResponse> getAll() throws IOException {
		List<RawResponse> responses = new ArrayList<>();
		for (String path : paths) {
			responses.add(application.connect().get(path, "Accept-Encoding: gzip"));
		}
		return responses;
	}

	private static String text(RawResponse response) throws IOException {
		if (response.header("Content-Encoding") == null) {
			return response.body();
		}
		return new String(new GZIPInputStream(new ByteArrayInputStream(response.bytes())).readAllBytes());
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TestHandlers.class, UpgradeHandler.class })
	static class Upgrading {

	}

	@RestController
	static class UpgradeHandler {

		@GetMapping("/upgrade")
		void upgrade(HttpServletRequest request, HttpServletResponse response) throws Exception {
			response.setHeader("Connection", "Upgrade");
			response.setHeader("Upgrade", "echo");
			request.upgrade(Echo.class);
			response.flushBuffer();
		}

		@GetMapping("/large-length-text")
		void largeLengthText(HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			response.setContentLength(TestHandlers.LARGE);
			response.getOutputStream().write("l".repeat(TestHandlers.LARGE).getBytes());
		}

	}

	public static final class Echo implements HttpUpgradeHandler {

		@Override
		public void init(WebConnection connection) {
			Thread thread = new Thread(() -> {
				try {
					for (int c = 0; c != '\n';) {
						c = connection.getInputStream().read();
						connection.getOutputStream().write(c);
					}
					connection.getOutputStream().flush();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public void destroy() {
		}

	}

}
