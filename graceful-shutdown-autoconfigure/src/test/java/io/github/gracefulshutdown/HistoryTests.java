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
import java.time.Instant;

import io.github.gracefulshutdown.ShutdownReport.Stage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link History}.
 */
class HistoryTests {

	private final ManualClock clock = new ManualClock();

	private final History history = new History(this.clock, null);

	@Test
	void isRunningWithoutStagesAtFirst() {
		assertThat(this.history.state()).isEqualTo(ShutdownState.RUNNING);
		assertThat(this.history.stages()).isEmpty();
	}

	@Test
	void enterTellsStateBefore() {
		assertThat(this.history.enter(ShutdownState.LAME_DUCK)).isEqualTo(ShutdownState.RUNNING);
		assertThat(this.history.enter(ShutdownState.DRAINING)).isEqualTo(ShutdownState.LAME_DUCK);
		assertThat(this.history.state()).isEqualTo(ShutdownState.DRAINING);
	}

	@Test
	void statesCanBeSkipped() {
		assertThat(this.history.enter(ShutdownState.DRAINING)).isEqualTo(ShutdownState.RUNNING);
		assertThat(this.history.enter(ShutdownState.TERMINATED)).isEqualTo(ShutdownState.DRAINING);
	}

	@Test
	void doesNotEnterStateTwice() {
		this.history.enter(ShutdownState.DRAINING);
		assertThatIllegalStateException().isThrownBy(() -> this.history.enter(ShutdownState.DRAINING))
			.withMessage("From DRAINING there is no way to DRAINING");
		assertThat(this.history.stages()).hasSize(1);
	}

	@Test
	void doesNotGoBack() {
		this.history.enter(ShutdownState.DRAINING);
		assertThatIllegalStateException().isThrownBy(() -> this.history.enter(ShutdownState.LAME_DUCK));
		assertThat(this.history.state()).isEqualTo(ShutdownState.DRAINING);
	}

	@Test
	void currentStageLastsUntilNow() {
		Instant start = this.clock.now();
		this.history.enter(ShutdownState.LAME_DUCK);
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(this.history.stages())
			.containsExactly(new Stage(ShutdownState.LAME_DUCK, start, Duration.ofSeconds(5)));
	}

	@Test
	void endedStageLastsUntilNextOne() {
		Instant start = this.clock.now();
		this.history.enter(ShutdownState.LAME_DUCK);
		this.clock.advance(Duration.ofSeconds(5));
		this.history.enter(ShutdownState.DRAINING);
		this.clock.advance(Duration.ofMillis(20));
		this.history.enter(ShutdownState.STOPPING);
		this.clock.advance(Duration.ofMillis(3));
		assertThat(this.history.stages()).containsExactly(
				new Stage(ShutdownState.LAME_DUCK, start, Duration.ofSeconds(5)),
				new Stage(ShutdownState.DRAINING, start.plusSeconds(5), Duration.ofMillis(20)),
				new Stage(ShutdownState.STOPPING, start.plusMillis(5020), Duration.ofMillis(3)));
	}

	@Test
	void terminatedLastsNoTime() {
		this.history.enter(ShutdownState.TERMINATED);
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(this.history.stages()).singleElement().satisfies((stage) -> assertThat(stage.duration()).isZero());
	}

}
