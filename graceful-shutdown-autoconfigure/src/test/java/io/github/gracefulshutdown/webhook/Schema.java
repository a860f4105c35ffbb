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

package io.github.gracefulshutdown.webhook;

import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a document against those words of JSON Schema that ours uses. Stricter in one
 * point: a field that is not described is an error.
 */
final class Schema {

	private Schema() {
	}

	static void validate(JsonNode schema, JsonNode value, String where) {
		if (schema.has("const")) {
			assertThat(value).as(where).isEqualTo(schema.get("const"));
		}
		if (schema.has("enum")) {
			assertThat(schema.get("enum").values()).as(where).contains(value);
		}
		if (schema.has("type")) {
			assertThat(schema.get("type").toString()).as(where).contains("\"" + type(value) + "\"");
		}
		if (value.isArray()) {
			assertThat(value.size()).as(where).isLessThanOrEqualTo(schema.get("maxItems").asInt());
			value.values().forEach((item) -> validate(schema.get("items"), item, where + "[]"));
		}
		if (value.isObject()) {
			JsonNode properties = schema.get("properties");
			assertThat(new TreeSet<>(value.propertyNames())).as(where)
				.isEqualTo(new TreeSet<>(properties.propertyNames()));
			value.properties()
				.forEach((field) -> validate(properties.get(field.getKey()), field.getValue(),
						where + "." + field.getKey()));
		}
	}

	private static String type(JsonNode value) {
		return switch (value.getNodeType()) {
			case ARRAY -> "array";
			case OBJECT -> "object";
			case NULL -> "null";
			case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
			case STRING -> "string";
			default -> value.getNodeType().name();
		};
	}

}
