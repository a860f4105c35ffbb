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
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives of a configuration file, each in a section and with a name.
 */
final class Directives {

	private static final Path DEPLOY = Path.of("..", "deploy");

	private static final Pattern HAPROXY_SECTION = Pattern.compile("(global|defaults|(?:frontend|backend) \\S+)");

	private static final Pattern UNIT_SECTION = Pattern.compile("\\[(\\w+)]");

	private static final Pattern NGINX_TOKEN = Pattern.compile("([^;{}]*)([;{}])");

	private final List<Directive> all = new ArrayList<>();

	/**
	 * Reads a unit of systemd: {@code Name=value}.
	 * @param file the file in {@code deploy/}
	 * @return its directives
	 */
	static Directives ofUnit(String file) {
		return ofLines(file, UNIT_SECTION, "=");
	}

	/**
	 * Reads a configuration of HAProxy: {@code name value}, in sections that are not
	 * nested.
	 * @param file the file in {@code deploy/}
	 * @return its directives
	 */
	static Directives ofHaproxy(String file) {
		return ofLines(file, HAPROXY_SECTION, " ");
	}

	private static Directives ofLines(String file, Pattern sections, String separator) {
		Directives directives = new Directives();
		String section = "";
		for (String line : lines(file)) {
			Matcher matcher = sections.matcher(line);
			if (matcher.matches()) {
				section = matcher.group(1);
			}
			else {
				directives.add(section, line, separator);
			}
		}
		return directives;
	}

	/**
	 * Reads a Dockerfile: {@code NAME value}, a section for each stage.
	 * @param file the file in {@code deploy/}
	 * @return its directives
	 */
	static Directives ofDockerfile(String file) {
		Directives directives = new Directives();
		int stage = 0;
		for (String line : lines(file)) {
			stage += line.startsWith("FROM ") ? 1 : 0;
			directives.add("stage " + stage, line, " ");
		}
		return directives;
	}

	/**
	 * Reads a configuration of nginx: {@code name value;}, in nested blocks.
	 * @param file the file in {@code deploy/}
	 * @param placeholders what is filled in for <code>${name}</code>
	 * @return its directives, in sections such as <code>http/server/location /</code>
	 */
	static Directives ofNginx(String file, Map<String, String> placeholders) {
		Directives directives = new Directives();
		Deque<String> blocks = new ArrayDeque<>();
		Matcher tokens = NGINX_TOKEN.matcher(fillIn(String.join(" ", lines(file)), placeholders));
		while (tokens.find()) {
			String text = tokens.group(1).strip();
			if (tokens.group(2).equals(";")) {
				directives.add(String.join("/", blocks), text, " ");
			}
			else if (tokens.group(2).equals("{")) {
				blocks.addLast(text);
			}
			else {
				blocks.removeLast();
			}
		}
		return directives;
	}

	static String fillIn(String template, Map<String, String> placeholders) {
		String text = template;
		for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
			text = text.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
		}
		return text;
	}

	static Path file(String file) {
		return DEPLOY.resolve(file);
	}

	static String read(String file) {
		try {
			return Files.readString(file(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> lines(String file) {
		return read(file).lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.toList();
	}

	private void add(String section, String line, String separator) {
		String[] parts = line.split(separator, 2);
		this.all.add(new Directive(section, parts[0], (parts.length > 1) ? parts[1].strip() : ""));
	}

	/**
	 * Returns the values of all directives with a name.
	 * @param section the section
	 * @param name the name, with more words of the line where these belong to it
	 * @return what follows the name
	 */
	List<String> values(String section, String name) {
		return this.all.stream()
			.filter((directive) -> directive.section().equals(section) && directive.startsWith(name))
			.map((directive) -> directive.after(name))
			.toList();
	}

	String value(String section, String name) {
		List<String> values = values(section, name);
		if (values.size() != 1) {
			throw new AssertionError("Not one '%s' in '%s': %s".formatted(name, section, values));
		}
		return values.get(0);
	}

	/**
	 * A directive.
	 *
	 * @param section where it stands
	 * @param name its first word
	 * @param value the rest
	 */
	private record Directive(String section, String name, String value) {

		boolean startsWith(String words) {
			return (line() + " ").startsWith(words + " ");
		}

		String after(String words) {
			return line().substring(words.length()).strip();
		}

		private String line() {
			return this.name + " " + this.value;
		}

	}

}
