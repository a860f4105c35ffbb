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

package io.github.gracefulshutdown.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Distribution}.
 */
class DistributionTests {

	@Test
	void medianOfOddNumberIsTheOneInTheMiddle() {
		Distribution distribution = Distribution.of(List.of(9.0, 1.0, 2.0));
		assertThat(distribution.min()).isEqualTo(1.0);
		assertThat(distribution.median()).isEqualTo(2.0);
		assertThat(distribution.max()).isEqualTo(9.0);
	}

	@Test
	void medianOfEvenNumberIsBetweenTheTwoInTheMiddle() {
		assertThat(Distribution.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3.0);
	}

	@Test
	void nothingMeasuredIsNoResult() {
		assertThatIllegalArgumentException().isThrownBy(() -> Distribution.of(List.of()));
	}

}
