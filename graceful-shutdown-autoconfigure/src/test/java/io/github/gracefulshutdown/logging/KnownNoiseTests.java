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

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownNoise}: lines as libraries write them ({@code noise.txt}), and
 * beside each a line that says something ({@code news.txt}). Each is a level, a logger, a
 * cause and a message.
 */
class KnownNoiseTests {

	private final MutedLines lines = new MutedLines(List.of());

	@ParameterizedTest
	@MethodSource("noise")
	void mutesNoise(Line line) {
		assertThat(this.lines.concerns(line.logger())).isTrue();
		assertThat(this.lines.mute(line.toLogLine())).isTrue();
		assertThat(this.lines.count()).isOne();
	}

	@ParameterizedTest
	@MethodSource("news")
	void leavesWhatSaysSomething(Line line) {
		assertThat(this.lines.mute(line.toLogLine())).isFalse();
		assertThat(this.lines.count()).isZero();
	}

	@ParameterizedTest
	@MethodSource("noise")
	void leavesTheSameAtAnyOtherLevel(Line line) {
		assertThat(Stream.of(Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)
			.filter((level) -> level != line.level())
			.map((level) -> new Line(level, line.logger(), line.cause(), line.message())))
			.noneMatch((other) -> this.lines.mute(other.toLogLine()));
	}

	@ParameterizedTest
	@MethodSource("noise")
	void leavesTheSameOfTheApplication(Line line) {
		String logger = "com.example.orders.OrderController";
		assertThat(this.lines.concerns(logger)).isFalse();
		assertThat(this.lines.mute(new Line(line.level(), logger, line.cause(), line.message()).toLogLine())).isFalse();
	}

	@Test
	void eachRuleHasNoiseAndNews() throws IOException {
		List<Line> noise = noise().toList();
		assertThat(KnownNoise.RULES).allMatch((rule) -> noise.stream()
			.anyMatch((line) -> rule.concerns(line.logger()) && rule.matches(line.toLogLine())));
		List<Line> news = news().toList();
		assertThat(KnownNoise.RULES).allMatch((rule) -> news.stream().anyMatch((line) -> rule.concerns(line.logger())));
	}

	@Test
	void noRuleConcernsWholeLibraries() {
		assertThat(Stream.of("org.springframework.web.client.RestClient", "org.apache.tomcat.jdbc.pool.PoolCleaner",
				"org.apache.kafka.clients.NetworkClient", "com.zaxxer.hikari.pool.HikariPool",
				"org.springframework.samples.petclinic.PetController", "org.apache.coyotes.Pack"))
			.noneMatch(this.lines::concerns);
	}

	static Stream<Line> noise() throws IOException {
		return read("noise.txt");
	}

	static Stream<Line> news() throws IOException {
		return read("news.txt");
	}

	private static Stream<Line> read(String file) throws IOException {
		return new ClassPathResource(file, KnownNoiseTests.class).getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> line.split(" ", 4))
			.map((parts) -> new Line(Level.valueOf(parts[0]), parts[1], parts[2], parts[3]));
	}

	/**
	 * A line of the files.
	 */
	record Line(Level level, String logger, String cause, String message) {

		LogLine toLogLine() {
			return new LogLine(this.logger, this.level, () -> this.message, exception());
		}

		private @Nullable Throwable exception() {
			return this.cause.equals("-") ? null : RealCause.valueOf(this.cause).create();
		}

	}

}
