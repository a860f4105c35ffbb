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

package io.github.gracefulshutdown.logging;

import java.lang.System.Logger.Level;
import java.util.List;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MuteEntries}.
 */
class MuteEntriesTests {

	@Test
	void loggerMutesWhatIsBelowError() {
		MutedLines lines = new MutedLines(List.of("com.example.Importer"));
		assertThat(lines.mute(line("com.example.Importer", Level.WARNING, "any", null))).isTrue();
		assertThat(lines.mute(line("com.example.Importer", Level.DEBUG, "any", null))).isTrue();
		assertThat(lines.mute(line("com.example.Importer", Level.ERROR, "any", null))).isFalse();
		assertThat(lines.count()).isEqualTo(2);
	}

	@Test
	void loggerStandsForThoseUnderItOnly() {
		MutedLines lines = new MutedLines(List.of("com.example"));
		assertThat(lines.concerns("com.example.Importer")).isTrue();
		assertThat(lines.concerns("com.examples.Importer")).isFalse();
		assertThat(lines.concerns("com")).isFalse();
	}

	@Test
	void textMutesMessagesOfAnyLevel() {
		MutedLines lines = new MutedLines(List.of(" com.example.Importer = feed = gone "));
		assertThat(lines.mute(line("com.example.Importer", Level.ERROR, "The feed = gone now", null))).isTrue();
		assertThat(lines.mute(line("com.example.Importer", Level.INFO, "The feed is here", null))).isFalse();
	}

	@Test
	void textMutesExceptions() {
		MutedLines lines = new MutedLines(
				List.of("com.example.Importer=FeedGoneException", "com.example.Other=hung up"));
		Throwable gone = new IllegalStateException(new FeedGoneException("hung up"));
		assertThat(lines.mute(line("com.example.Importer", Level.ERROR, "Failed", gone))).isTrue();
		assertThat(lines.mute(line("com.example.Other", Level.ERROR, "Failed", gone))).isTrue();
		assertThat(lines.mute(line("com.example.Other", Level.ERROR, "Failed", new RuntimeException()))).isFalse();
	}

	@Test
	void extendsWhatIsKnown() {
		MutedLines lines = new MutedLines(List.of("com.example.Importer"));
		assertThat(lines.concerns("com.zaxxer.hikari.HikariDataSource")).isTrue();
	}

	@Test
	void noneMutesNothing() {
		MutedLines lines = new MutedLines(List.of("none"));
		assertThat(lines.isEmpty()).isTrue();
		assertThat(lines.concerns("com.zaxxer.hikari.HikariDataSource")).isFalse();
	}

	@Test
	void noneStandsAlone() {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> new MutedLines(List.of("none", "com.example")))
			.withMessage(
					"'graceful-shutdown.logging.muted' has the entry 'none', which mutes nothing, but stands beside"
							+ " other entries.")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Remove 'none', or the other entries. The key is 'graceful-shutdown.logging.muted'."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "com.example.*", "*", "com..example", "com.example.", ".com", "Failed to import",
			"=text", "com example=text", "none, com.example" })
	void refusesWhatIsNoLogger(String entry) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> new MutedLines(List.of(entry)))
			.withMessage("'graceful-shutdown.logging.muted' has the entry '%s', which does not begin with the name of a"
					+ " logger.", entry)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'com.example.Importer=some text'"));
	}

	@Test
	void refusesEmptyText() {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> new MutedLines(List.of("com.example= ")))
			.withMessageContaining("which has no text after '='")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("remove '='"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io", "io.github.gracefulshutdown", "io.github.gracefulshutdown.GracefulShutdown",
			"io.github=Shutting down" })
	void refusesToMuteTheShutdown(String entry) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> new MutedLines(List.of(entry)))
			.withMessageContaining("which would mute what is said about the shutdown itself");
	}

	@ParameterizedTest
	@CsvSource({ "io.github.gracefulshutdown.sample.OrderEvents,io.github.gracefulshutdown.sample.OrderEvents",
			"org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/],"
					+ "org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/].[dispatcherServlet]" })
	void takesUnusualNames(String entry, String logger) {
		assertThat(new MutedLines(List.of(entry)).mute(line(logger, Level.INFO, "any", null))).isTrue();
	}

	private static LogLine line(String logger, Level level, String message, @Nullable Throwable cause) {
		return new LogLine(logger, level, () -> message, cause);
	}

	@SuppressWarnings("serial")
	private static final class FeedGoneException extends RuntimeException {

		FeedGoneException(String message) {
			super(message);
		}

	}

}
