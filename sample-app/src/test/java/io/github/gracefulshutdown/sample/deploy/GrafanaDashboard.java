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
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard in {@code deploy/grafana}.
 */
final class GrafanaDashboard {

	/**
	 * What Grafana puts in for its variables.
	 */
	private static final Map<String, String> VARIABLES = Map.of("$job", ".*", "$instance", ".*", "$__range", "10m");

	private GrafanaDashboard() {
	}

	/**
	 * Reads it.
	 * @return the dashboard
	 * @throws IOException if it is not there
	 */
	static JsonNode read() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(Directives.file("grafana/dashboard.json")));
	}

	/**
	 * Returns what it asks Prometheus, as Grafana would send it.
	 * @return the expressions of its panels
	 * @throws IOException if it is not there
	 */
	static List<String> queries() throws IOException {
		return read().get("panels").findValuesAsString("expr").stream().map(GrafanaDashboard::expand).toList();
	}

	private static String expand(String query) {
		String expanded = query;
		for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
			expanded = expanded.replace(variable.getKey(), variable.getValue());
		}
		return expanded;
	}

}
