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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Draining}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DrainingTests {

	private static final Duration NANO = Duration.ofNanos(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	// Another time than that which callbacks are given
	private static final Duration WINDOW = Duration.ofMillis(700);

	private final ManualClock clock = new ManualClock();

	private final RecordingLog log = new RecordingLog();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final ActiveJobs jobs = new ActiveJobs(this.requests);

	private final AtomicReference<Long> activeAtDrainStart = new AtomicReference<>();

	private final AtomicInteger slow = new AtomicInteger();

	private volatile Runnable atHalf = () -> {
	};

	private final List<LastLook> lastLooks = new ArrayList<>();

	private final Deadline deadline = new Deadline(this.clock, TestSettings.TIMEOUT);

	@Test
	void endsAtOnceWhenIdle() {
		draining(TIMEOUT, WINDOW).run(this.deadline);
		assertThat(begin("/late")).isNull();
	}

	@Test
	void tellsParticipantsBeforeItWaits() {
		begin("/slow");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		this.clock.awaitWaiterFor(TIMEOUT.dividedBy(2));
		assertThat(this.activeAtDrainStart).hasValue(1L);
		assertThat(draining).isNotDone();
	}

	@Test
	void endsWithLastRequestWithoutPassageOfTime() {
		FakeRequest one = begin("/one");
		FakeRequest other = begin("/other");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		this.clock.awaitWaiterFor(TIMEOUT.dividedBy(2));
		this.requests.end(one);
		FakeRequest late = begin("/late");
		this.requests.end(other);
		assertThat(draining).isNotDone();
		this.requests.end(late);
		Background.join(draining);
		assertThat(List.of(one, other, late)).noneMatch(FakeRequest::isAborted);
		assertThat(begin("/too-late")).isNull();
	}

	@Test
	void abortsExactlyAtTimeout() {
		FakeRequest slow = begin("/slow");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		passHalf(TIMEOUT);
		this.clock.awaitWaiterFor(TIMEOUT.dividedBy(2));
		this.clock.advance(TIMEOUT.dividedBy(2).minus(NANO));
		this.clock.awaitWaiterFor(NANO);
		assertThat(slow.isAborted()).isFalse();
		this.clock.advance(NANO);
		this.clock.awaitWaiterFor(WINDOW);
		assertThat(slow.aborts()).isEqualTo(1);
		assertThat(slow.abandons()).isZero();
		assertThat(draining).isNotDone();
	}

	@Test
	void namesOldestRequestsAtHalfOfTheTime() {
		for (String path : List.of("/one", "/two", "/three", "/four")) {
			begin(path);
			this.clock.advance(NANO);
		}
		start(TIMEOUT, WINDOW);
		this.clock.awaitWaiterFor(TIMEOUT.dividedBy(2));
		this.clock.advance(TIMEOUT.dividedBy(2).minus(NANO));
		this.clock.awaitWaiterFor(NANO);
		assertThat(this.log.events("drain-slow")).isEmpty();
		assertThat(this.slow).hasValue(0);
		this.clock.advance(NANO);
		this.clock.awaitWaiterFor(TIMEOUT.dividedBy(2));
		assertThat(this.slow).as("tells participants").hasValue(1);
		assertThat(this.log.events("drain-slow")).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(event.text()).contains("active requests: 4", "GET /one", "GET /two", "GET /three")
				.doesNotContain("/four");
			assertThat(event.fields()).containsEntry("shutdown.requests.active", 4L);
		});
	}

	@Test
	void whoHangsAtHalfOfTheTimeDoesNotMakeItLonger() {
		Duration timeout = Duration.ofSeconds(1);
		CountDownLatch released = new CountDownLatch(1);
		this.atHalf = () -> Background.await(released);
		FakeRequest slow = begin("/slow");
		start(timeout, WINDOW);
		passHalf(timeout);
		passHalf(timeout);
		this.clock.awaitWaiterFor(WINDOW);
		assertThat(slow.isAborted()).isTrue();
		released.countDown();
	}

	@Test
	void endsInWindowWhenAbortedRequestEnds() {
		FakeRequest slow = begin("/slow");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		passDrain(TIMEOUT);
		this.clock.awaitWaiterFor(WINDOW);
		this.requests.end(slow);
		Background.join(draining);
		assertThat(slow.abandons()).isZero();
		assertThat(this.requests.aborted()).singleElement()
			.satisfies((request) -> assertThat(request.path()).isEqualTo("/slow"));
		assertThat(begin("/too-late")).isNull();
	}

	@Test
	void abandonsExactlyAtEndOfWindowAndClosesGate() {
		FakeRequest stuck = begin("/stuck");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		passDrain(TIMEOUT);
		this.clock.awaitWaiterFor(WINDOW);
		this.clock.advance(WINDOW.minus(NANO));
		this.clock.awaitWaiterFor(NANO);
		assertThat(stuck.abandons()).isZero();
		this.clock.advance(NANO);
		Background.join(draining);
		assertThat(stuck.abandons()).isEqualTo(1);
		assertThat(begin("/too-late")).isNull();
		assertThat(this.requests.active()).isEqualTo(1);
	}

	@Test
	void requestThatBeginsInWindowIsAbortedAndAnsweredFor() {
		begin("/stuck");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		passDrain(TIMEOUT);
		this.clock.awaitWaiterFor(WINDOW);
		FakeRequest late = begin("/late");
		this.clock.advance(WINDOW);
		Background.join(draining);
		assertThat(late.aborts()).isEqualTo(1);
		assertThat(late.abandons()).isEqualTo(1);
		assertThat(this.requests.aborted()).hasSize(2);
	}

	@Test
	void abortsWithoutWaitWhenTimeoutIsZero() {
		FakeRequest slow = begin("/slow");
		CompletableFuture<Void> draining = start(Duration.ZERO, WINDOW);
		this.clock.awaitWaiterFor(WINDOW);
		assertThat(slow.aborts()).isEqualTo(1);
		this.clock.advance(WINDOW);
		Background.join(draining);
	}

	@Test
	void leavesWindowAndReserveWhenTimeoutIsLonger() {
		FakeRequest slow = begin("/slow");
		CompletableFuture<Void> draining = start(Duration.ofHours(1), WINDOW);
		Duration left = TestSettings.TIMEOUT.minus(TestSettings.RESERVE).minus(WINDOW);
		passDrain(left);
		this.clock.awaitWaiterFor(WINDOW);
		assertThat(slow.aborts()).isEqualTo(1);
		this.clock.advance(WINDOW);
		Background.join(draining);
		assertThat(this.deadline.remaining()).isEqualTo(TestSettings.RESERVE);
	}

	@Test
	void leavesReserveWhenWindowIsLonger() {
		begin("/slow");
		CompletableFuture<Void> draining = start(TIMEOUT, Duration.ofHours(1));
		Duration left = TestSettings.TIMEOUT.minus(TestSettings.RESERVE);
		this.clock.awaitWaiterFor(left);
		this.clock.advance(left);
		Background.join(draining);
		assertThat(this.deadline.remaining()).isEqualTo(TestSettings.RESERVE);
	}

	@Test
	void cutsOnceWhenSomebodyLooksAtTheEnd() {
		AtomicInteger looks = new AtomicInteger();
		this.lastLooks.add((available) -> looks.incrementAndGet());
		FakeRequest stuck = begin("/stuck");
		CompletableFuture<Void> draining = start(TIMEOUT, WINDOW);
		passDrain(TIMEOUT);
		this.clock.awaitWaiterFor(WINDOW);
		this.clock.advance(WINDOW);
		Background.join(draining);
		assertThat(looks).hasValue(1);
		assertThat(stuck.abandons()).isEqualTo(1);
		assertThat(this.log.events("drain-slow")).hasSize(1);
		assertThat(this.requests.aborted()).hasSize(1);
	}

	private Draining draining(Duration timeout, Duration window) {
		ShutdownParticipant participant = new ShutdownParticipant() {

			@Override
			public void drainStarted() {
				DrainingTests.this.activeAtDrainStart.set(DrainingTests.this.requests.active());
			}

			@Override
			public void drainSlow() {
				DrainingTests.this.slow.incrementAndGet();
				DrainingTests.this.atHalf.run();
			}

		};
		ShutdownLog log = new ShutdownLog(this.log);
		ShutdownThreads threads = new ShutdownThreads(null);
		List<ShutdownParticipant> all = new ArrayList<>(this.lastLooks);
		all.add(participant);
		Participants participants = new Participants(() -> all, new BoundedCalls(threads, this.clock, log));
		participants.shutdownStarted(this.deadline);
		return new Draining(TestSettings.drain(timeout, window), this.requests, this.jobs, participants,
				new HandBacks(threads, log), log);
	}

	private void passDrain(Duration timeout) {
		passHalf(timeout);
		passHalf(timeout);
	}

	private void passHalf(Duration timeout) {
		this.clock.awaitWaiterFor(timeout.dividedBy(2));
		this.clock.advance(timeout.dividedBy(2));
	}

	private CompletableFuture<Void> start(Duration timeout, Duration window) {
		this.requests.observe();
		return Background.run(() -> draining(timeout, window).run(this.deadline));
	}

	// A request or null if it was refused
	private FakeRequest begin(String path) {
		FakeRequest request = new FakeRequest(path, this.clock);
		return this.requests.begin(request) ? request : null;
	}

}
