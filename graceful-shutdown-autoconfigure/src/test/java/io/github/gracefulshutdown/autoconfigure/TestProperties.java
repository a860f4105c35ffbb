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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.gracefulshutdown.ShutdownSettings;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Properties as a user writes them.
 */
final class TestProperties {

	private final Map<String, String> values = new LinkedHashMap<>();

	private TestProperties() {
	}

	static TestProperties of(String... pairs) {
		TestProperties properties = new TestProperties();
		for (String pair : pairs) {
			String[] keyAndValue = pair.split("=");
			properties.set(keyAndValue[0], keyAndValue[1]);
		}
		return properties;
	}

	TestProperties set(String name, String value) {
		this.values.put("graceful-shutdown." + name, value);
		return this;
	}

	GracefulShutdownProperties bind() {
		return new Binder(new MapConfigurationPropertySource(this.values)).bindOrCreate("graceful-shutdown",
				GracefulShutdownProperties.class);
	}

	ShutdownSettings divide(Platform platform) {
		return new Budget(bind(), platform).divide(false);
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

}
