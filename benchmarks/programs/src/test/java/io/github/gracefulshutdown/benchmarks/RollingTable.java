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

package io.github.gracefulshutdown.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * The results of {@link RollingRestarts}, to be read by people and by programs.
 */
final class RollingTable {

	private RollingTable() {
	}

	static String markdown(Collection<RollingCell> cells) {
		return cells.stream()
			.map(RollingTable::row)
			.collect(Collectors.joining("\n", "| balancer | candidate | requests | failed | of them | to exit, median"
					+ " | max | exit codes | latency p50 | p99 | max |\n|---|---|---|---|---|---|---|---|---|---|---|\n",
					"\n"));
	}

	private static String row(RollingCell cell) {
		Distribution latency = cell.latencies();
		return String.format(Locale.ROOT,
				"| %s | %s | %d | %d | %s | %.2f s | %.2f s | %s | %.1f ms | %.0f ms | %.0f ms |", cell.balancer(),
				cell.candidate().label(), cell.requests(), cell.failed(), list(cell.failures()), cell.exits().median(),
				cell.exits().max(), list(cell.exitCodes()), latency.percentile(50), latency.percentile(99),
				latency.max());
	}

	private static String list(Map<?, ?> counts) {
		return counts.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	static String json(Collection<RollingCell> cells) {
		List<Map<String, Object>> rows = cells.stream().map(RollingTable::fields).toList();
		return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(rows);
	}

	private static Map<String, Object> fields(RollingCell cell) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("balancer", cell.balancer());
		fields.put("candidate", cell.candidate().label());
		fields.put("requests", cell.requests());
		fields.put("failed", cell.failed());
		fields.put("failures", cell.failures());
		fields.put("exitCodes", cell.exitCodes());
		fields.put("secondsToExit", distribution(cell.exits()));
		fields.put("latencyMillis", distribution(cell.latencies()));
		return fields;
	}

	private static Map<String, Double> distribution(Distribution values) {
		Map<String, Double> fields = new LinkedHashMap<>();
		fields.put("min", values.min());
		fields.put("p50", values.percentile(50));
		fields.put("p99", values.percentile(99));
		fields.put("max", values.max());
		return fields;
	}

}
