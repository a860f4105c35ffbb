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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.actuate.ShutdownStatusDescriptor;
import io.github.gracefulshutdown.metrics.ShutdownMetrics;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README, the list of the configuration and the status against what they
 * describe.
 */
class ReadmeTests {

	private static final JsonMapper json = JsonMapper.builder().build();

	private final String readme = read("README.md");

	private final String configuration = read("docs/configuration.md");

	@Test
	void showsCleanupOfTheSample() {
		String source = read("sample-app/src/main/java/io/github/gracefulshutdown/sample/ServiceRun.java");
		assertThat(match("```java\\n(.*?)```").get(0).group(1).lines())
			.allSatisfy((line) -> assertThat(source).contains(line.replaceFirst(" //.*", "")));
	}

	@Test
	void setsKnownProperties() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(
				new ByteArrayResource(match("```yaml\\n(.*?)```").get(0).group(1).getBytes(StandardCharsets.UTF_8)));
		Properties example = yaml.getObject();
		assertThat(example).isNotNull();
		assertThat(example.stringPropertyNames()).filteredOn((name) -> name.startsWith("graceful-shutdown."))
			.isNotEmpty()
			.isSubsetOf(ConfigurationReference.properties().keySet());
	}

	@Test
	void listsEachMeter() {
		Map<String, String> documented = rows("^\\| `(graceful\\.shutdown\\.[a-z.]+)` \\|([^|]*)\\|");
		assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(meters());
	}

	@Test
	void showsTheStatusAsItIs() {
		String example = match(read("docs/status-page.md"), "```json\\n(.*?)```").get(0).group(1);
		Instant at = Instant.parse("2026-11-21T10:15:30Z");
		ShutdownStatusDescriptor status = new ShutdownStatusDescriptor(ShutdownState.DRAINING,
				new ShutdownTrigger(ShutdownTrigger.Type.SIGTERM, at),
				new ShutdownReport.Budget(Duration.ofSeconds(30), Duration.ofSeconds(27), Duration.ofMillis(18400)),
				new ShutdownStatusDescriptor.Requests(1, 118, 0, 0,
						List.of(new ShutdownReport.Request("GET", "/slow", Duration.ofMillis(4200),
								"http-nio-8080-exec-3"))),
				new ShutdownStatusDescriptor.Jobs(1, 4, 0,
						List.of(new ShutdownReport.Job("import", "42", Duration.ofSeconds(7)))),
				List.of(new ShutdownReport.Stage(ShutdownState.LAME_DUCK, at, Duration.ofSeconds(5))),
				List.of(new ShutdownReport.Task(10, "flush journal", TaskOutcome.SUCCESS, Duration.ofMillis(120))),
				new PreviousShutdown(ShutdownOutcome.CLEAN, ShutdownTrigger.Type.SIGTERM, ShutdownState.TERMINATED, at,
						Duration.ofMillis(6100)));
		JsonNode expected = json.readTree(json.writeValueAsString(status));
		assertThat(json.readTree(example)).isEqualTo(expected);
	}

	private Map<String, String> rows(String pattern) {
		Map<String, String> rows = new LinkedHashMap<>();
		match(this.configuration, pattern).forEach((row) -> rows.put(row.group(1), row.group(2).strip()));
		return rows;
	}

	private List<MatchResult> match(String pattern) {
		return match(this.readme, pattern);
	}

	private static List<MatchResult> match(String text, String pattern) {
		return Pattern.compile(pattern, Pattern.MULTILINE | Pattern.DOTALL).matcher(text).results().toList();
	}

	private static TreeSet<String> meters() {
		TreeSet<String> names = new TreeSet<>();
		Arrays.stream(ShutdownMetrics.class.getFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
			.forEach((field) -> names.add(value(field)));
		return names;
	}

	private static String value(Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of("..", file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
