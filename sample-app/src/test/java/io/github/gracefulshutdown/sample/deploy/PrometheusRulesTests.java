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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Has Prometheus' own tool check and test the rules in {@code deploy/}.
 */
class PrometheusRulesTests {

	private static final Path PROGRAM = Path.of("/usr/bin/promtool");

	@BeforeAll
	static void lookForPromtool() {
		ServerProgram.lookFor(PROGRAM, "PROMETHEUS_REQUIRED", "prometheus");
	}

	@ParameterizedTest
	@ValueSource(strings = { "check rules rules.yml", "test rules rules-test.yml" })
	void rulesAreRight(String arguments) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString())
			.directory(Directives.file("prometheus").toFile())
			.redirectErrorStream(true);
		builder.command().addAll(List.of(arguments.split(" ")));
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
	}

}
