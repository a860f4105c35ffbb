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

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/**
 * A YAML file, as pairs of path and value.
 */
final class YamlFile {

	private final Map<String, String> values;

	private YamlFile(Map<String, String> values) {
		this.values = values;
	}

	static YamlFile read(String file) {
		return parse(Directives.read(file));
	}

	static YamlFile parse(String text) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
		Properties properties = yaml.getObject();
		Map<String, String> values = new TreeMap<>();
		properties.forEach((path, value) -> values.put(path.toString(), value.toString()));
		return new YamlFile(values);
	}

	/**
	 * Returns what is below a path.
	 * @param path the path, such as {@code spec.containers[0]}
	 * @return the part of the file, perhaps empty
	 */
	YamlFile at(String path) {
		return new YamlFile(this.values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(path + ".") || entry.getKey().startsWith(path + "["))
			.collect(Collectors.toMap((entry) -> entry.getKey().substring(path.length()).replaceFirst("^\\.", ""),
					Map.Entry::getValue)));
	}

	String get(String path) {
		String value = this.values.get(path);
		if (value == null) {
			throw new AssertionError("No '%s' in %s".formatted(path, this.values.keySet()));
		}
		return value;
	}

	int number(String path) {
		return Integer.parseInt(get(path));
	}

	Map<String, String> values() {
		return this.values;
	}

	/**
	 * Returns a list of maps with two keys as a map.
	 * @param list the path of the list
	 * @param key what names an entry
	 * @param value what is its value
	 * @return the entries
	 */
	Map<String, String> pairs(String list, String key, String value) {
		Map<String, String> pairs = new TreeMap<>();
		for (int i = 0; this.values.containsKey("%s[%d].%s".formatted(list, i, key)); i++) {
			pairs.put(get("%s[%d].%s".formatted(list, i, key)),
					this.values.getOrDefault("%s[%d].%s".formatted(list, i, value), ""));
		}
		return pairs;
	}

}
