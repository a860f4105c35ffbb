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

package io.github.gracefulshutdown;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Culprit}.
 */
class CulpritTests {

	@ParameterizedTest
	@CsvSource({ "com.acme.Reports, Reports.send", "Reports, Reports.send", "com.acme.Outer$Reports, Reports.send",
			"com.acme.Reports$1, Reports$1.send", "com.acme.Reports$$SpringCGLIB$$0, Reports.send",
			"com.acme.Outer$Reports$$SpringCGLIB$$0, Reports.send" })
	void spellsClassAndMethod(String type, String name) {
		assertThat(Culprit.simpleName(new StackTraceElement(type, "send", null, 1))).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "com.acme.Reports, true", "java.lang.Thread, false", "org.springframework.util.StringUtils, false",
			"io.micrometer.observation.Observation, false", "io.github.gracefulshutdown.task.CountedTask, false",
			"io.github.gracefulshutdown.signal.ShutdownSignals, false",
			"io.github.gracefulshutdown.BoundedCalls, false",
			"io.github.gracefulshutdown.sample.OrderController, true" })
	void blamesTheApplicationAlone(String type, boolean toBlame) {
		assertThat(Culprit.isToBlame(new StackTraceElement(type, "run", null, 1))).isEqualTo(toBlame);
	}

}
