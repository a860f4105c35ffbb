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

import io.github.gracefulshutdown.ShutdownReport.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ActiveJobs}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ActiveJobsTests {

	private final ManualClock clock = new ManualClock();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final ActiveJobs jobs = new ActiveJobs(this.requests);

	@Test
	void countsExactly() {
		Job one = this.jobs.start("import", "1");
		Job other = this.jobs.start("import", "2");
		assertThat(this.jobs.active()).isEqualTo(2);
		assertThat(this.requests.active()).isZero();
		one.close();
		one.close();
		assertThat(this.jobs.active()).isEqualTo(1);
		other.close();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void countsWhatIsCompletedFromTheTriggerOn() {
		this.jobs.start("import", "before").close();
		Job over = this.jobs.start("import", "over");
		this.requests.observe();
		over.close();
		over.close();
		this.jobs.start("import", "after").close();
		assertThat(this.jobs.report().completed()).isEqualTo(2);
	}

	@Test
	void whatHasStoppedEarlyIsInterruptedAndHandedBack() {
		this.requests.observe();
		ActiveJob job = this.jobs.begin("import", "1");
		this.clock.advance(Duration.ofSeconds(3));
		this.jobs.stopped(job);
		this.jobs.stopped(new ActiveJob("part of another one", "2", this.clock.nanoTime()));
		assertThat(this.jobs.active()).isZero();
		Jobs report = this.jobs.report();
		assertThat(report.completed()).isZero();
		assertThat(report.interrupted()).extracting(ShutdownReport.InterruptedJob::handBack)
			.containsOnly(ShutdownReport.HandBack.SUCCESS);
		assertThat(report.interrupted()).extracting(ShutdownReport.InterruptedJob::job)
			.containsExactly(new ShutdownReport.Job("import", "1", Duration.ofSeconds(3)),
					new ShutdownReport.Job("part of another one", "2", Duration.ZERO));
	}

	@Test
	void whatIsInterruptedBeforeItStopsIsToldOfOnce() {
		ActiveJob job = new ActiveJob("import", "1", this.clock.nanoTime());
		job.occupy();
		this.jobs.begin(job);
		this.jobs.interrupt(handBacks());
		this.jobs.stopped(job);
		assertThat(Thread.interrupted()).as("on a thread that goes on").isFalse();
		assertThat(this.jobs.active()).isZero();
		assertThat(this.jobs.report().interrupted()).hasSize(1);
	}

	@Test
	void isClosedByAnotherThread() {
		Job job = this.jobs.start("import", "1");
		Background.join(Background.run(job::close));
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void refusesOnceDraining() {
		this.jobs.start("import", "1").close();
		this.jobs.drainStarted();
		assertThatExceptionOfType(ShutdownInProgressException.class).isThrownBy(() -> this.jobs.start("import", "42"))
			.withMessageContaining("'import'")
			.withMessageContaining("42");
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	@SuppressWarnings("try")
	void allowsNestedJobOnThreadOfJobOnly() {
		try (Job outer = this.jobs.start("import", "1")) {
			this.jobs.drainStarted();
			this.jobs.start("part", "1").close();
			CompletableFuture<Void> elsewhere = Background.run(() -> this.jobs.start("part", "2"));
			assertThat(elsewhere).failsWithin(Background.PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(ShutdownInProgressException.class);
		}
		assertThatExceptionOfType(ShutdownInProgressException.class).isThrownBy(() -> this.jobs.start("part", "3"));
	}

	@Test
	void allowsNestedJobOnThreadOfRequest() {
		FakeRequest request = new FakeRequest("/order", this.clock);
		this.requests.begin(request);
		this.jobs.drainStarted();
		this.jobs.start("mail", "1").close();
		this.requests.end(request);
		assertThatExceptionOfType(ShutdownInProgressException.class).isThrownBy(() -> this.jobs.start("mail", "2"));
	}

	@Test
	void refusesAllWhenDrainHasEnded() {
		Job stuck = this.jobs.start("import", "1");
		this.jobs.drainStarted();
		this.requests.gate().close();
		assertThatExceptionOfType(ShutdownInProgressException.class).isThrownBy(() -> this.jobs.start("part", "1"));
		ActiveJob late = new ActiveJob("late", "1", this.clock.nanoTime());
		assertThat(this.jobs.begin(late)).isFalse();
		this.jobs.end(late);
		assertThat(this.jobs.active()).isEqualTo(1);
		stuck.close();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void oldestComeFirst() {
		for (int i = 1; i <= 4; i++) {
			this.jobs.start("import", Integer.toString(i));
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.jobs.longest(2)).containsExactly(new ShutdownReport.Job("import", "1", Duration.ofSeconds(4)),
				new ShutdownReport.Job("import", "2", Duration.ofSeconds(3)));
	}

	@Test
	void lostJobsEndWithoutBeingCompleted() {
		this.requests.observe();
		this.jobs.begin(new ActiveJob("dropped", "1", this.clock.nanoTime()) {

			@Override
			public boolean isLost() {
				return true;
			}

		});
		this.jobs.start("import", "1");
		this.jobs.endLost();
		assertThat(this.jobs.active()).isEqualTo(1);
		assertThat(this.jobs.report().completed()).isZero();
	}

	@Test
	void waitingJobsNeverRunOnceDropped() {
		ActiveJob waiting = new ActiveJob("queued", "1", this.clock.nanoTime());
		this.jobs.begin(waiting);
		this.jobs.interrupt(handBacks());
		assertThat(this.jobs.active()).as("it may run until it is dropped").isEqualTo(1);
		this.jobs.dropWaiting();
		assertThat(waiting.occupy()).isFalse();
		assertThat(this.jobs.active()).isZero();
		Jobs report = this.jobs.report();
		assertThat(report.neverRan()).isEqualTo(1);
		assertThat(report.interrupted()).isEmpty();
		assertThat(report.areAllDone()).isFalse();
	}

	@Test
	void interruptIsForgottenWhenItsJobIsClosed() {
		Job job = this.jobs.start("import", "1");
		this.jobs.interrupt(handBacks());
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		job.close();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void interruptIsNotForgottenWhenNestedJobIsClosed() {
		Job outer = this.jobs.start("outer", "1");
		Job inner = this.jobs.start("inner", "1");
		this.jobs.interrupt(handBacks());
		inner.close();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		outer.close();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void nobodyIsInterruptedAfterTheEnd() {
		this.jobs.start("import", "1").close();
		this.jobs.interrupt(handBacks());
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.jobs.report().interrupted()).isEmpty();
	}

	@Test
	void whoeverTakesOverAnInterruptedJobIsInterrupted() {
		ActiveJob job = new ActiveJob("handed on", "1", this.clock.nanoTime());
		this.jobs.begin(job);
		job.occupy();
		job.release();
		this.jobs.interrupt(handBacks());
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(job.occupy()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.jobs.end(job);
		assertThat(Thread.interrupted()).isFalse();
	}

	private static HandBacks handBacks() {
		return new HandBacks(new ShutdownThreads(null), new ShutdownLog(EventLog.plain()));
	}

}
