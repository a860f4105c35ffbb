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
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the list of the configuration as its metadata is. With
 * {@code -Dconfiguration-reference=write} it is written anew.
 */
class ConfigurationReferenceTests {

	private static final Path FILE = Path.of("../docs/configuration.md");

	private static final String BEGIN = "<!-- generated from the metadata -->\n";

	private static final String END = "<!-- end -->\n";

	@Test
	void isWhatTheMetadataSays() throws IOException {
		String page = Files.readString(FILE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		int end = page.indexOf(END, begin);
		assertThat(end).isPositive();
		String expected = "\n" + ConfigurationReference.render() + "\n";
		if ("write".equals(System.getProperty("configuration-reference"))) {
			Files.writeString(FILE, page.substring(0, begin) + expected + page.substring(end));
			return;
		}
		assertThat(page.substring(begin, end))
			.as("docs/configuration.md, which mvnw test -Dconfiguration-reference=write -pl"
					+ " graceful-shutdown-autoconfigure -Dtest=ConfigurationReferenceTests writes anew")
			.isEqualTo(expected);
	}

}
