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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.gracefulshutdown.ShutdownReport.Request;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActiveRequests}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ActiveRequestsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final AtomicReference<Boolean> idle = new AtomicReference<>();

	@Test
	void countsExactly() {
		FakeRequest one = begin("/one");
		FakeRequest other = begin("/other");
		assertThat(this.requests.active()).isEqualTo(2);
		this.requests.end(one);
		assertThat(this.requests.active()).isEqualTo(1);
		this.requests.end(other);
		assertThat(this.requests.active()).isZero();
	}

	@Test
	void tellsOfRequestsThatAreCountedOnly() {
		List<Long> active = new ArrayList<>();
		begin("/before");
		this.requests.onBegin(() -> active.add(this.requests.active()));
		begin("/counted");
		assertThat(active).containsExactly(2L);
		this.requests.gate().close();
		assertThat(this.requests.begin(new FakeRequest("/late", this.clock))).isFalse();
		assertThat(active).hasSize(1);
	}

	@Test
	void endTwiceCountsOnce() {
		this.requests.observe();
		FakeRequest request = begin("/one");
		begin("/other");
		this.requests.end(request);
		this.requests.end(request);
		assertThat(this.requests.active()).isEqualTo(1);
		assertThat(this.requests.served()).isEqualTo(1);
	}

	@Test
	void endWithoutBeginDoesNotCount() {
		this.requests.observe();
		this.requests.end(new FakeRequest("/never", this.clock));
		assertThat(this.requests.active()).isZero();
		assertThat(this.requests.served()).isZero();
	}

	@Test
	void gateClosesAtOnceWhenIdle() {
		assertThat(awaitIdle()).isTrue();
		assertThat(this.requests.begin(new FakeRequest("/late", this.clock))).isFalse();
	}

	@Test
	void gateStaysOpenWhenTimeoutHasPassed() {
		begin("/slow");
		assertThat(this.requests.gate().awaitIdle(this.clock.nanoTime())).isFalse();
		assertThat(this.requests.begin(new FakeRequest("/late", this.clock))).isTrue();
	}

	@Test
	void gateClosesInTheInstantOfTheLastEnd() {
		this.requests.observe();
		FakeRequest one = begin("/one");
		FakeRequest other = begin("/other");
		CompletableFuture<Void> waiting = Background.run(() -> this.idle.set(awaitIdle()));
		this.clock.awaitWaiterFor(TIMEOUT);
		this.requests.end(one);
		assertThat(this.idle).hasNullValue();
		this.requests.end(other);
		Background.join(waiting);
		assertThat(this.idle).hasValue(true);
		assertThat(this.requests.begin(new FakeRequest("/late", this.clock))).isFalse();
	}

	@Test
	void awaitIdleGivesUpExactlyAtTimeout() {
		this.requests.observe();
		begin("/slow");
		CompletableFuture<Void> waiting = Background.run(() -> this.idle.set(awaitIdle()));
		this.clock.awaitWaiterFor(TIMEOUT);
		this.clock.advance(TIMEOUT.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(waiting).isNotDone();
		this.clock.advance(Duration.ofNanos(1));
		Background.join(waiting);
		assertThat(this.idle).hasValue(false);
	}

	@Test
	void lateBeginIsNotCounted() {
		this.requests.gate().close();
		FakeRequest late = new FakeRequest("/late", this.clock);
		assertThat(this.requests.begin(late)).isFalse();
		this.requests.end(late);
		assertThat(this.requests.active()).isZero();
		assertThat(this.requests.longest(10)).isEmpty();
	}

	@Test
	void closeKeepsCountOfWhatIsActive() {
		FakeRequest request = begin("/slow");
		begin("/slower");
		this.requests.gate().close();
		assertThat(this.requests.active()).isEqualTo(2);
		this.requests.end(request);
		assertThat(this.requests.active()).isEqualTo(1);
	}

	@Test
	void closeTwiceIsTheSameAsOnce() {
		begin("/slow");
		this.requests.gate().close();
		this.requests.gate().close();
		assertThat(this.requests.active()).isEqualTo(1);
		assertThat(this.requests.begin(new FakeRequest("/late", this.clock))).isFalse();
	}

	@Test
	void countsServedOnlyOnceObserved() {
		this.requests.end(begin("/before"));
		FakeRequest across = begin("/across");
		this.requests.observe();
		assertThat(this.requests.served()).isZero();
		this.requests.end(across);
		this.requests.end(begin("/after"));
		assertThat(this.requests.served()).isEqualTo(2);
	}

	@Test
	void countsRejected() {
		this.requests.reject();
		this.requests.reject();
		assertThat(this.requests.rejected()).isEqualTo(2);
		assertThat(this.requests.active()).isZero();
	}

	@Test
	void notesLastBeginOnlyOnceObserved() {
		begin("/before");
		assertThat(this.requests.lastBegun()).isZero();
		this.clock.advance(Duration.ofSeconds(1));
		this.requests.observe();
		assertThat(this.requests.lastBegun()).isEqualTo(this.clock.nanoTime());
		this.clock.advance(Duration.ofSeconds(1));
		FakeRequest slow = new FakeRequest("/after", this.clock);
		this.clock.advance(Duration.ofSeconds(1));
		this.requests.begin(slow);
		long begun = this.clock.nanoTime();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.requests.lastBegun()).isEqualTo(begun);
	}

	@Test
	void longestIsSortedByAgeAndLimited() {
		for (int i = 1; i <= 5; i++) {
			begin("/" + i);
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.requests.longest(3)).extracting(Request::path, Request::age)
			.containsExactly(tuple("/1", 5), tuple("/2", 4), tuple("/3", 3));
	}

	@Test
	void longestTellsThreadUnlessThereIsNone() {
		begin("/sync");
		this.clock.advance(Duration.ofSeconds(1));
		this.requests.begin(new FakeRequest("/async", this.clock).withoutThread());
		assertThat(this.requests.longest(3)).extracting(Request::thread)
			.containsExactly(Thread.currentThread().getName(), null);
	}

	@Test
	void abortTellsActiveRequestsAndRecordsThem() {
		this.requests.observe();
		FakeRequest ended = begin("/ended");
		FakeRequest cut = begin("/cut");
		this.requests.end(ended);
		this.clock.advance(Duration.ofSeconds(2));
		this.requests.abort();
		assertThat(ended.aborts()).isZero();
		assertThat(cut.aborts()).isEqualTo(1);
		this.requests.end(cut);
		assertThat(this.requests.served()).isEqualTo(1);
		assertThat(this.requests.aborted())
			.containsExactly(new Request("GET", "/cut", Duration.ofSeconds(2), Thread.currentThread().getName()));
	}

	@Test
	void abandonAnswersForWhatIsStillActive() {
		FakeRequest ended = begin("/ended");
		FakeRequest stuck = begin("/stuck");
		this.requests.end(ended);
		this.requests.abandon();
		assertThat(ended.abandons()).isZero();
		assertThat(stuck.abandons()).isEqualTo(1);
		assertThat(this.requests.active()).isEqualTo(1);
	}

	private static Tuple tuple(String path, int seconds) {
		return new Tuple(path, Duration.ofSeconds(seconds));
	}

	private FakeRequest begin(String path) {
		FakeRequest request = new FakeRequest(path, this.clock);
		assertThat(this.requests.begin(request)).isTrue();
		return request;
	}

	private boolean awaitIdle() {
		return this.requests.gate().awaitIdle(this.clock.nanoTime() + TIMEOUT.toNanos());
	}

}
