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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.gracefulshutdown.LateRequests;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for the generated metadata of all properties. The keys are a contract.
 */
class GracefulShutdownPropertiesMetadataTests {

	private static final String DURATION = Duration.class.getName();

	private static final String PREFIX = "graceful-shutdown.";

	private final Map<String, Map<?, ?>> properties = new LinkedHashMap<>();

	@BeforeEach
	void read() throws IOException {
		ClassPathResource metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json");
		Map<String, Object> parsed = JsonParserFactory.getJsonParser()
			.parseMap(metadata.getContentAsString(StandardCharsets.UTF_8));
		for (Object entry : (List<?>) parsed.get("properties")) {
			Map<?, ?> property = (Map<?, ?>) entry;
			this.properties.put((String) property.get("name"), property);
		}
	}

	@Test
	void everyKeyHasItsTypeAndDefault() {
		assertThat(this.properties.values())
			.filteredOn((property) -> property.get("name").toString().startsWith(PREFIX))
			.extracting((property) -> property.get("name"), (property) -> property.get("type"),
					(property) -> property.get("defaultValue"))
			.containsExactlyInAnyOrder(key("enabled", Boolean.class.getName(), true),
					key("platform-grace-period", DURATION, null), key("timeout", DURATION, null),
					key("lame-duck.min-duration", DURATION, null), key("lame-duck.quiet-period", DURATION, null),
					key("lame-duck.max-duration", DURATION, null), key("drain.timeout", DURATION, null),
					key("drain.late-requests", LateRequests.class.getName(), "serve"),
					key("drain.ignored-paths", "java.util.List<java.lang.String>", null),
					key("drain.event-streams", "io.github.gracefulshutdown.EventStreamPolicy", "complete"),
					key("drain.websockets", "io.github.gracefulshutdown.WebSocketPolicy", "close"),
					key("drain.interrupt-window", DURATION, null), key("cleanup.reserve", DURATION, null),
					key("cleanup.task-timeout", DURATION, null), key("signals.enabled", Boolean.class.getName(), true),
					key("signals.status", String.class.getName(), "USR1"),
					key("exit-code.forced", Integer.class.getName(), 2),
					key("report.directory", Path.class.getName(), null),
					key("report.termination-message-path", String.class.getName(), "/dev/termination-log"),
					key("logging.muted", "java.util.List<java.lang.String>", null),
					key("webhook.url", String.class.getName(), null), key("webhook.timeout", DURATION, "2s"),
					key("webhook.when", "io.github.gracefulshutdown.webhook.Webhook$When", "incomplete"),
					key("webhook.headers", "java.util.Map<java.lang.String,java.lang.String>", null),
					key("metrics.await-scrape", Boolean.class.getName(), false), key("startup.timeout", DURATION, null),
					key("startup.runner-timeout", DURATION, null),
					key("recycle.max-requests", Long.class.getName(), null),
					key("recycle.jitter", Double.class.getName(), 0), key("recycle.max-uptime", DURATION, null),
					key("exit-code.clean", Integer.class.getName(), 0),
					key("exit-code.incomplete", Integer.class.getName(), 1),
					key("status.show-details", Show.class.getName(), "never"));
	}

	@Test
	void everyKeyIsDescribed() {
		assertThat(this.properties).isNotEmpty();
		this.properties.forEach((name, property) -> assertThat((String) property.get("description")).as(name)
			.isNotBlank()
			.doesNotContain("{@", "<", "graceful-shutdown.")
			.hasSizeGreaterThan(15));
	}

	@Test
	void ownsNoOtherKeysButAccessOfEndpoint() {
		assertThat(this.properties.keySet()).filteredOn((name) -> !name.startsWith(PREFIX))
			.containsExactly("management.endpoint.shutdown-status.access");
	}

	private static Tuple key(String name, String type, Object defaultValue) {
		return tuple(PREFIX + name, type, defaultValue);
	}

}
