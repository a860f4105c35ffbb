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

import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaProcess} while it does not end, and for {@link HostProcess}.
 */
class JavaProcessTests {

	private final List<String> calls = new ArrayList<>();

	private final JavaProcess process = new JavaProcess((code) -> this.calls.add("exit " + code),
			(code) -> this.calls.add("halt " + code));

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CONTEXT_CLOSED")
	void triggersEndTheProcess(Type type) {
		assertThat(this.process.endsWith(type)).isTrue();
	}

	@Test
	void closeAloneDoesNotEndTheProcess() {
		assertThat(this.process.endsWith(Type.CONTEXT_CLOSED)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void nothingEndsSharedProcess(Type type) {
		HostProcess shared = HostProcess.shared();
		assertThat(shared.endsWith(type)).isFalse();
		shared.exit(1);
		shared.halt(1);
	}

	@Test
	void logIsThereWhileTheProcessDoesNotEnd() {
		assertThat(this.process.isLogGone()).isFalse();
	}

	@Test
	void exitsAndHalts() {
		this.process.exit(3);
		this.process.halt(4);
		assertThat(this.calls).containsExactly("exit 3", "halt 4");
	}

}
