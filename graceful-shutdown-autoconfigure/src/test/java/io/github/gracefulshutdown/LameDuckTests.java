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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LameDuck}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class LameDuckTests {

	private static final Duration NANO = Duration.ofNanos(1);

	private final ManualClock clock = new ManualClock();

	private final RecordingLog log = new RecordingLog();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	@Test
	void hasDurationUnlessMinimumAndQuietPeriodAreZero() {
		assertThat(lameDuck(0, 0, 10).hasDuration()).isFalse();
		assertThat(lameDuck(1, 0, 10).hasDuration()).isTrue();
		assertThat(lameDuck(0, 1, 10).hasDuration()).isTrue();
	}

	@Test
	void endsAtOnceWhenEverythingIsZero() {
		this.requests.observe();
		lameDuck(0, 0, 0).run(new Deadline(this.clock, TestSettings.TIMEOUT));
		assertThat(this.requests.active()).isZero();
	}

	@Test
	void endsExactlyAtMinimumWhenThereIsNoTraffic() {
		CompletableFuture<Void> lameDuck = start(5, 2, 15);
		passes(Duration.ofSeconds(5).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void activeRequestsDoNotExtendIt() {
		this.requests.begin(new FakeRequest("/slow", this.clock));
		CompletableFuture<Void> lameDuck = start(5, 2, 15);
		this.clock.awaitWaiters(1);
		ends(Duration.ofSeconds(5), lameDuck);
		assertThat(this.requests.active()).isEqualTo(1);
	}

	@Test
	void quietPeriodCountsFromTriggerWhenThereIsNoTraffic() {
		CompletableFuture<Void> lameDuck = start(0, 2, 15);
		passes(Duration.ofSeconds(2).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void requestBeforeMinimumLessQuietPeriodChangesNothing() {
		CompletableFuture<Void> lameDuck = start(5, 2, 15);
		passes(Duration.ofSeconds(3), lameDuck);
		request();
		passes(Duration.ofSeconds(2).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void requestRestartsQuietPeriod() {
		CompletableFuture<Void> lameDuck = start(5, 2, 15);
		passes(Duration.ofSeconds(4), lameDuck);
		request();
		passes(Duration.ofSeconds(1), lameDuck);
		passes(Duration.ofSeconds(1).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void requestInLastNanosecondRestartsQuietPeriod() {
		CompletableFuture<Void> lameDuck = start(0, 2, 15);
		passes(Duration.ofSeconds(2).minus(NANO), lameDuck);
		request();
		passes(NANO, lameDuck);
		passes(Duration.ofSeconds(2).minus(NANO).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void requestThatEndsDoesNotRestartQuietPeriod() {
		FakeRequest slow = new FakeRequest("/slow", this.clock);
		this.requests.begin(slow);
		CompletableFuture<Void> lameDuck = start(0, 2, 15);
		passes(Duration.ofSeconds(1), lameDuck);
		this.requests.end(slow);
		ends(Duration.ofSeconds(1), lameDuck);
	}

	@Test
	void endsExactlyAtMaximumUnderContinuousTraffic() {
		CompletableFuture<Void> lameDuck = start(5, 2, 15);
		for (int second = 0; second < 14; second++) {
			passes(Duration.ofSeconds(1), lameDuck);
			request();
		}
		passes(Duration.ofSeconds(1).minus(NANO), lameDuck);
		request();
		ends(NANO, lameDuck);
		assertThat(this.log.events("lame-duck-busy")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("after 15.00s", "no 2.00s", "192.0.2.1 (15)",
					"/ (15)"));
	}

	@Test
	void saysNothingWhenItBecomesQuiet() {
		CompletableFuture<Void> lameDuck = start(5, 2, 7);
		passes(Duration.ofSeconds(4), lameDuck);
		request();
		passes(Duration.ofSeconds(1), lameDuck);
		ends(Duration.ofSeconds(1), lameDuck);
		assertThat(this.log.events()).isEmpty();
	}

	@Test
	void requestThatCameWhileTheProcessStoodStillRestartsQuietPeriod() {
		CompletableFuture<Void> lameDuck = start(0, 2, 15);
		passes(Duration.ofSeconds(1), lameDuck);
		passes(Duration.ofSeconds(3), lameDuck);
		request();
		passes(Duration.ofMillis(250), lameDuck);
		passes(Duration.ofMillis(1750).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void endsAfterSecondLookWhenProcessStoodStillAndNothingCame() {
		CompletableFuture<Void> lameDuck = start(3, 2, 15);
		passes(Duration.ofSeconds(4), lameDuck);
		passes(Duration.ofMillis(250).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void endsAtOnceWhenProcessStoodStillBeyondMaximum() {
		CompletableFuture<Void> lameDuck = start(3, 2, 15);
		this.clock.awaitWaiters(1);
		ends(Duration.ofSeconds(16), lameDuck);
	}

	@Test
	void endsAtMaximumWhenMinimumIsLonger() {
		CompletableFuture<Void> lameDuck = start(10, 0, 3);
		passes(Duration.ofSeconds(3).minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	@Test
	void leavesReserveWhenMaximumIsLonger() {
		CompletableFuture<Void> lameDuck = start(60, 0, 60);
		Duration left = TestSettings.TIMEOUT.minus(TestSettings.RESERVE);
		passes(left.minus(NANO), lameDuck);
		ends(NANO, lameDuck);
	}

	private LameDuck lameDuck(int min, int quiet, int max) {
		return new LameDuck(
				TestSettings.lameDuck(Duration.ofSeconds(min), Duration.ofSeconds(quiet), Duration.ofSeconds(max)),
				this.requests, this.clock, new ShutdownLog(this.log));
	}

	private CompletableFuture<Void> start(int min, int quiet, int max) {
		this.requests.observe();
		Deadline deadline = new Deadline(this.clock, TestSettings.TIMEOUT);
		return Background.run(() -> lameDuck(min, quiet, max).run(deadline));
	}

	private void passes(Duration time, CompletableFuture<Void> lameDuck) {
		this.clock.awaitWaiters(1);
		this.clock.advance(time);
		this.clock.awaitWaiters(1);
		assertThat(lameDuck).isNotDone();
	}

	private void ends(Duration time, CompletableFuture<Void> lameDuck) {
		this.clock.advance(time);
		Background.join(lameDuck);
	}

	private void request() {
		FakeRequest request = new FakeRequest("/", this.clock);
		this.requests.begin(request);
		this.requests.end(request);
	}

}
