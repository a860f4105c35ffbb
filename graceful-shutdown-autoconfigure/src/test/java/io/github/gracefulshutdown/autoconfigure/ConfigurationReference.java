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

package io.github.gracefulshutdown.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties as their metadata describes them, which is what an editor shows.
 */
final class ConfigurationReference {

	private static final String PREFIX = "graceful-shutdown.";

	/**
	 * What there is to read about a group of keys.
	 */
	private static final Map<String, String> GUIDES = Map.of("logging", "logging.md", "report", "reports.md", "webhook",
			"webhook.md", "startup", "troubleshooting.md#startup-overdue", "recycle", "troubleshooting.md#recycle-due",
			"metrics", "prometheus.md");

	private ConfigurationReference() {
	}

	/**
	 * Writes them down.
	 * @return tables in Markdown, one for each group
	 */
	static String render() {
		Map<String, StringBuilder> groups = new TreeMap<>();
		properties().forEach((name, property) -> groups.computeIfAbsent(group(name), ConfigurationReference::heading)
			.append(row(name, property)));
		return String.join("\n", groups.values());
	}

	/**
	 * Reads the metadata.
	 * @return our own properties by name, in the order of the alphabet
	 */
	static Map<String, JsonNode> properties() {
		Map<String, JsonNode> properties = new LinkedHashMap<>();
		try (InputStream stream = GracefulShutdownProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			for (JsonNode property : JsonMapper.shared().readTree(stream).get("properties")) {
				properties.put(property.get("name").asString(), property);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		// Spring Boot adds the access to the endpoint, as for every endpoint
		properties.keySet().removeIf((name) -> !name.startsWith(PREFIX));
		return properties;
	}

	private static String group(String name) {
		String key = name.substring(PREFIX.length());
		return key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
	}

	private static StringBuilder heading(String group) {
		StringBuilder heading = new StringBuilder("### `" + PREFIX);
		heading.append(group.isEmpty() ? "*" : group + ".*").append("`\n\n");
		if (GUIDES.containsKey(group)) {
			heading.append("More in [%s](%s).%n%n".formatted(GUIDES.get(group), GUIDES.get(group)));
		}
		return heading.append("| key | type | default | meaning |\n|---|---|---|---|\n");
	}

	private static String row(String name, JsonNode property) {
		JsonNode value = property.path("defaultValue");
		boolean set = !value.isMissingNode() && !value.isArray();
		return "| `%s` | %s | %s | %s |\n".formatted(name, type(property.get("type").asString()),
				set ? "`" + value.asString() + "`" : "", property.get("description").asString());
	}

	private static String type(String type) {
		return switch (type) {
			case "java.lang.Boolean" -> "`true` or `false`";
			case "java.lang.Integer", "java.lang.Long", "java.lang.Double" -> "number";
			case "java.lang.String" -> "text";
			case "java.nio.file.Path" -> "path";
			case "java.time.Duration" -> "duration";
			case "java.util.List<java.lang.String>" -> "list";
			case "java.util.Map<java.lang.String,java.lang.String>" -> "map";
			default -> values(type);
		};
	}

	private static String values(String type) {
		try {
			List<Object> values = Arrays.asList(Class.forName(type).getEnumConstants());
			return values.stream()
				.map((value) -> "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
				.collect(Collectors.joining(", "));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
