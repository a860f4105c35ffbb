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

package io.github.gracefulshutdown.sample.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Prometheus that scrapes one instance, with the rules in {@code deploy/}.
 */
public final class PrometheusServer implements AutoCloseable {

	static final Path PROGRAM = Path.of("/usr/bin/prometheus");

	private static final JsonMapper json = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	private final int target = ServerProgram.findFreePort();

	private final int port = ServerProgram.findFreePort();

	private final ServerProgram program;

	/**
	 * Starts it.
	 * @param directory where it keeps what it has scraped
	 * @param interval how often it does
	 * @throws IOException if it cannot be started
	 */
	public PrometheusServer(Path directory, Duration interval) throws IOException {
		Path configuration = directory.resolve("prometheus.yml");
		Files.writeString(configuration, """
				global: {scrape_interval: %dms, evaluation_interval: 1s}
				rule_files: ['%s']
				scrape_configs:
				  - job_name: orders
				    metrics_path: /actuator/prometheus
				    static_configs: [{targets: ['127.0.0.1:%d']}]
				""".formatted(interval.toMillis(), Directives.file("prometheus/rules.yml").toAbsolutePath(),
				this.target));
		this.program = new ServerProgram(directory, Map.of(), this.port,
				List.of(PROGRAM.toString(), "--config.file=" + configuration,
						"--storage.tsdb.path=" + directory.resolve("tsdb"),
						"--web.listen-address=127.0.0.1:" + this.port));
	}

	/**
	 * Returns what it scrapes.
	 * @return a port that belongs to the test
	 */
	public int target() {
		return this.target;
	}

	/**
	 * Asks a question.
	 * @param query an expression of PromQL
	 * @return the values, none if there is no answer
	 * @throws IOException if it does not answer, or does not understand
	 * @throws InterruptedException if the thread was interrupted
	 */
	public List<Double> query(String query) throws IOException, InterruptedException {
		List<Double> values = new ArrayList<>();
		JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
		if (!answer.path("status").asString().equals("success")) {
			throw new IOException(answer.toString());
		}
		for (JsonNode sample : answer.at("/data/result")) {
			values.add(Double.valueOf(sample.at("/value/1").asString()));
		}
		return values;
	}

	/**
	 * Returns which alerts fire.
	 * @return their names
	 */
	List<String> alerts() throws IOException, InterruptedException {
		List<String> names = new ArrayList<>();
		for (JsonNode alert : get("/api/v1/alerts").at("/data/alerts")) {
			names.add(alert.at("/labels/alertname").asString());
		}
		return names;
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
		return json.readTree(this.client.send(request, HttpResponse.BodyHandlers.ofString()).body());
	}

	@Override
	public void close() {
		this.program.close();
	}

}
