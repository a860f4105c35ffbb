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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Exchange}.
 */
class ExchangeTests {

	private static final long REFUSED_AT = TimeUnit.SECONDS.toNanos(1);

	private static final long EARLY = REFUSED_AT - TimeUnit.MILLISECONDS.toNanos(250);

	@Test
	void whatWasAnsweredIsNotDropped() {
		assertThat(exchange(false, EARLY, null, false).isDropped(REFUSED_AT)).isFalse();
	}

	@ParameterizedTest
	@EnumSource(FailureKind.class)
	void whatFailsOnKeptOrEarlierConnectionIsDropped(FailureKind failure) {
		assertThat(exchange(false, EARLY + 1, failure, true).isDropped(REFUSED_AT)).isTrue();
		assertThat(exchange(true, EARLY, failure, true).isDropped(REFUSED_AT)).isTrue();
	}

	@Test
	void newConnectionMayBeRefusedInTheMomentInWhichTheSocketCloses() {
		assertThat(exchange(true, EARLY + 1, FailureKind.RESET, false).isDropped(REFUSED_AT)).isFalse();
		assertThat(exchange(true, EARLY + 1, FailureKind.END_OF_FILE, false).isDropped(REFUSED_AT)).isFalse();
		assertThat(exchange(true, EARLY + 1, FailureKind.WRONG_ANSWER, true).isDropped(REFUSED_AT)).isFalse();
	}

	@Test
	void whatWasBegunIsDroppedInThatMomentToo() {
		assertThat(exchange(true, EARLY + 1, FailureKind.TRUNCATED, false).isDropped(REFUSED_AT)).isTrue();
		assertThat(exchange(true, EARLY + 1, FailureKind.TIMEOUT, false).isDropped(REFUSED_AT)).isTrue();
		assertThat(exchange(true, EARLY + 1, FailureKind.WRONG_ANSWER, false).isDropped(REFUSED_AT)).isTrue();
	}

	private static Exchange exchange(boolean first, long connectedAt, FailureKind failure, boolean refused) {
		return new Exchange("GET /", first, connectedAt, connectedAt, failure, refused, "");
	}

}
