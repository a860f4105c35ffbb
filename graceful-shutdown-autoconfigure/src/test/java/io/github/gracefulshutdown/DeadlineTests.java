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
 * Tests for {@link Deadline}.
 */
class DeadlineTests {

	private final ManualClock clock = new ManualClock();

	private final Deadline deadline = new Deadline(this.clock, Duration.ofSeconds(30));

	@Test
	void startsWithWholeTimeout() {
		assertThat(this.deadline.remaining()).hasSeconds(30);
		assertThat(this.deadline.elapsed()).isZero();
	}

	@Test
	void remainingAndElapsedFollowClock() {
		this.clock.advance(Duration.ofSeconds(12));
		assertThat(this.deadline.remaining()).hasSeconds(18);
		assertThat(this.deadline.elapsed()).hasSeconds(12);
	}

	@Test
	void remainingIsNeverNegative() {
		this.clock.advance(Duration.ofSeconds(30).minusNanos(1));
		assertThat(this.deadline.remaining()).hasNanos(1);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.deadline.remaining()).isZero();
		assertThat(this.deadline.elapsed()).isEqualTo(Duration.ofSeconds(31).minusNanos(1));
	}

	@Test
	void endDoesNotMove() {
		long end = this.clock.nanoTime() + Duration.ofSeconds(30).toNanos();
		this.clock.advance(Duration.ofSeconds(40));
		assertThat(this.deadline.end()).isEqualTo(end);
	}

	@Test
	void partOfTimeUntilHaltIsGivenOnlyWhenItIsMoreThanIsLeft() {
		Deadline deadline = new Deadline(this.clock, Duration.ofSeconds(30), Duration.ofSeconds(2));
		assertThat(deadline.endOrPart(2)).isEqualTo(deadline.end());
		this.clock.advance(Duration.ofSeconds(26));
		assertThat(deadline.endOrPart(2)).isEqualTo(deadline.end());
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(deadline.endOrPart(2)).isEqualTo(deadline.halt() - Duration.ofSeconds(1).toNanos());
	}

	@Test
	void whoWaitsForAnotherThreadWaitsUntilMiddleBetweenEndAndHalt() {
		Deadline deadline = new Deadline(this.clock, Duration.ofSeconds(30), Duration.ofSeconds(2));
		assertThat(deadline.joined()).isEqualTo(deadline.halt() - Duration.ofSeconds(1).toNanos());
	}

	@Test
	void endOfGivesWhatIsWantedWhenItFits() {
		assertThat(given(Duration.ofSeconds(24), Duration.ofSeconds(5))).hasSeconds(24);
	}

	@Test
	void endOfKeepsReserveWhenMoreIsWanted() {
		assertThat(given(Duration.ofSeconds(25).plusNanos(1), Duration.ofSeconds(5))).hasSeconds(25);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(given(Duration.ofSeconds(25), Duration.ofSeconds(5))).hasSeconds(15);
	}

	@Test
	void endOfIsNowWhenOnlyReserveIsLeft() {
		this.clock.advance(Duration.ofSeconds(26));
		assertThat(given(Duration.ofSeconds(1), Duration.ofSeconds(5))).isZero();
	}

	@Test
	void endOfIsNowWhenDeadlineHasPassed() {
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(given(Duration.ofSeconds(1), Duration.ZERO)).isZero();
	}

	@Test
	void endOfIsDeadlineWhenAlmostForeverIsWanted() {
		assertThat(given(Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO)).hasSeconds(30);
	}

	private Duration given(Duration wanted, Duration reserve) {
		return Duration.ofNanos(this.deadline.endOf(wanted, reserve) - this.clock.nanoTime());
	}

}
