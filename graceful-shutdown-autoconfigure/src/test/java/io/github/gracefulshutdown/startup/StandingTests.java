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

package io.github.gracefulshutdown.startup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Standing}.
 */
class StandingTests {

	@Test
	void blamesWhatSpringCalledLast() {
		Standing standing = standing("java.lang.Thread.sleep", "org.postgresql.Driver.connect",
				"org.springframework.jdbc.core.JdbcTemplate.query", "com.acme.Prices.load", "com.acme.Prices.<init>",
				"jdk.internal.reflect.Constructor.newInstance", "org.springframework.beans.factory.Factory.create",
				"com.acme.Orders.<init>", "org.springframework.beans.factory.Factory.create",
				"org.springframework.boot.SpringApplication.run", "com.acme.Application.main");
		assertThat(standing.culprit()).isEqualTo("com.acme.Prices.<init>(Test.java:1)");
		assertThat(standing.isInStart()).isTrue();
	}

	@Test
	void blamesRunnerAndNotItsWatch() {
		Standing standing = standing("java.lang.Object.wait", "com.acme.Import.run", RunnerWatch.class.getName() + ".x",
				"org.springframework.boot.SpringApplication.run", "com.acme.Application.main");
		assertThat(standing.culprit()).isEqualTo("com.acme.Import.run(Test.java:1)");
	}

	@Test
	void blamesNobodyWhenSpringWaitsForItself() {
		Standing standing = standing("java.lang.Object.wait", "org.springframework.core.X.wait",
				"org.springframework.boot.SpringApplication.run", "com.acme.Application.main");
		assertThat(standing.culprit()).isNull();
	}

	@Test
	void skipsWhatHasNoSource() {
		StackTraceElement generated = new StackTraceElement("com.acme.App$$SpringCGLIB$$0", "bean", "<generated>", -1);
		assertThat(new Standing("main", List.of(frame("com.acme.App.bean"), generated)).culprit())
			.isEqualTo("com.acme.App.bean(Test.java:1)");
	}

	@Test
	void knowsThatStartWasAbandoned() {
		assertThat(standing("java.lang.Object.wait", "com.acme.Application.main").isInStart()).isFalse();
		assertThat(standing().isInStart()).isFalse();
	}

	@Test
	void assumesStartWhenOuterFramesAreLeftOut() {
		List<StackTraceElement> deep = Collections.nCopies(1024, frame("com.acme.Deep.deeper"));
		assertThat(new Standing("main", deep).isInStart()).isTrue();
	}

	@Test
	void showsInnerFramesOfLongStack() {
		List<StackTraceElement> stack = new ArrayList<>(Collections.nCopies(60, frame("com.acme.Inner.run")));
		stack.add(frame("com.acme.Outer.run"));
		assertThat(new Standing("main", stack).lines()).contains("at com.acme.Inner.run(Test.java:1)")
			.doesNotContain("Outer")
			.endsWith("... 1 more");
	}

	private static Standing standing(String... frames) {
		return new Standing("main", List.of(frames).stream().map(StandingTests::frame).toList());
	}

	private static StackTraceElement frame(String method) {
		int dot = method.lastIndexOf('.');
		return new StackTraceElement(method.substring(0, dot), method.substring(dot + 1), "Test.java", 1);
	}

}
