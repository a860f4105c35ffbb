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

import io.github.gracefulshutdown.Callers.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Callers}.
 */
class CallersTests {

	private final Callers callers = new Callers();

	@Test
	void countsAddressesAndPaths() {
		add(3, "10.0.0.1", "/a");
		add(2, "10.0.0.2", "/a");
		add(1, "10.0.0.3", "/b");
		add(1, "10.0.0.4", "/c");
		add(1, "10.0.0.3", "/d");
		assertThat(this.callers.topAddresses()).containsExactly("10.0.0.1 (3)", "10.0.0.2 (2)", "10.0.0.3 (2)");
		assertThat(this.callers.topPaths()).containsExactly("/a (5)", "/b (1)", "/c (1)");
	}

	@Test
	void keepsTheLastOnly() {
		add(400, "10.0.0.1", "/a");
		add(300, "10.0.0.2", "/a");
		assertThat(this.callers.topAddresses()).containsExactly("10.0.0.2 (300)", "10.0.0.1 (200)");
	}

	private void add(int times, String address, String path) {
		for (int i = 0; i < times; i++) {
			this.callers.add(new Caller(address, path));
		}
	}

}
