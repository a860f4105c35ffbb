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

package io.github.gracefulshutdown.integration.eureka;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server of Eureka, on a free port.
 */
final class EurekaServer implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext application;

	EurekaServer() {
		this.application = new SpringApplicationBuilder(Application.class).run("--server.port=0",
				"--graceful-shutdown.enabled=false", "--eureka.client.register-with-eureka=false",
				"--eureka.client.fetch-registry=false", "--eureka.instance.hostname=localhost",
				"--eureka.server.wait-time-in-ms-when-sync-empty=0",
				// 30 seconds otherwise until clients see a change
				"--eureka.server.use-read-only-response-cache=false");
	}

	String url() {
		return "http://127.0.0.1:%s/eureka/"
			.formatted(this.application.getEnvironment().getProperty("local.server.port"));
	}

	/**
	 * What a client learns.
	 * @return the ports of the instances that are up
	 */
	List<Integer> instancesUp() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "apps"))
			.timeout(TIMEOUT)
			.header("Accept", "application/json")
			.build();
		String body = this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
		return JsonPath.read(body, "$..instance[?(@.status == 'UP')].port['$']");
	}

	@Override
	public void close() {
		this.application.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableEurekaServer
	static class Application {

	}

}
