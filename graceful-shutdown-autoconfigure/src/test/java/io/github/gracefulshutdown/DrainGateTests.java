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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrainGate}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DrainGateTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final DrainGate gate = new DrainGate(this.clock);

	@Test
	void countsRequestsAndJobsApart() {
		this.gate.enter(DrainGate.JOB);
		this.gate.enter(DrainGate.JOB);
		this.gate.enter(DrainGate.REQUEST);
		assertThat(this.gate.jobs()).isEqualTo(2);
		assertThat(this.gate.requests()).isEqualTo(1);
		this.gate.leave(DrainGate.JOB);
		this.gate.leave(DrainGate.REQUEST);
		assertThat(this.gate.jobs()).isEqualTo(1);
		assertThat(this.gate.requests()).isZero();
	}

	@Test
	void closesAtOnceWhenIdleAndRefusesBoth() {
		assertThat(awaitIdle()).isTrue();
		assertThat(this.gate.enter(DrainGate.JOB)).isFalse();
		assertThat(this.gate.enter(DrainGate.REQUEST)).isFalse();
		assertThat(this.gate.jobs()).isZero();
		assertThat(this.gate.requests()).isZero();
	}

	@Test
	void isStillClosedWhenAwaitedAgain() {
		awaitIdle();
		assertThat(this.gate.awaitIdle(this.clock.nanoTime())).isTrue();
	}

	@Test
	void waitsForTheLastOfBothKinds() {
		this.gate.observe();
		this.gate.enter(DrainGate.JOB);
		this.gate.enter(DrainGate.REQUEST);
		AtomicBoolean idle = new AtomicBoolean();
		CompletableFuture<Void> waiting = Background.run(() -> idle.set(awaitIdle()));
		this.clock.awaitWaiterFor(TIMEOUT);
		this.gate.leave(DrainGate.REQUEST);
		assertThat(this.gate.enter(DrainGate.JOB)).isTrue();
		this.gate.leave(DrainGate.JOB);
		assertThat(idle).isFalse();
		this.gate.leave(DrainGate.JOB);
		Background.join(waiting);
		assertThat(idle).isTrue();
		assertThat(this.gate.enter(DrainGate.JOB)).isFalse();
	}

	@Test
	void countsWhatIsLeftWhenClosedByForce() {
		this.gate.enter(DrainGate.JOB);
		this.gate.enter(DrainGate.REQUEST);
		this.gate.close();
		this.gate.close();
		assertThat(this.gate.enter(DrainGate.REQUEST)).isFalse();
		assertThat(this.gate.jobs()).isEqualTo(1);
		assertThat(this.gate.requests()).isEqualTo(1);
		this.gate.leave(DrainGate.JOB);
		assertThat(this.gate.jobs()).isZero();
		assertThat(this.gate.requests()).isEqualTo(1);
	}

	private boolean awaitIdle() {
		return this.gate.awaitIdle(this.clock.nanoTime() + TIMEOUT.toNanos());
	}

}
