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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoShutdown}.
 */
class NoShutdownTests {

	private final NoShutdown shutdown = new NoShutdown();

	@Test
	void jobsAreNotCounted() {
		try (Job job = this.shutdown.tracker().start("import", "1")) {
			assertThat(job.onInterrupted(() -> {
				throw new AssertionError("nobody interrupts");
			})).isSameAs(job);
		}
	}

	@Test
	void isNeverRequested() throws Exception {
		assertThat(this.shutdown.isRequested()).isFalse();
		assertThat(this.shutdown.await(Duration.ofMillis(1))).isFalse();
		assertThat(this.shutdown.remaining().toNanos()).isEqualTo(Long.MAX_VALUE);
	}

}
