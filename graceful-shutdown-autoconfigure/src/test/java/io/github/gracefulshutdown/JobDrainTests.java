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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.gracefulshutdown.ShutdownReport.HandBack;
import io.github.gracefulshutdown.ShutdownReport.InterruptedJob;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the drain does with jobs, from the trigger to the report.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class JobDrainTests {

	private static final Duration HALF = Duration.ofSeconds(5);

	private static final Duration WINDOW = Duration.ofMillis(700);

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger handBacks = new AtomicInteger();

	private GracefulShutdown shutdown = this.fixture.create(TestSettings.drain(HALF.multipliedBy(2), WINDOW));

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void endsWithTheLastJobWithoutPassageOfTime() {
		Job job = this.fixture.jobs().start("import", "1");
		CompletableFuture<Void> quiesced = quiesce();
		this.clock.awaitWaiterFor(HALF);
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.DRAINING);
		job.close();
		Background.join(quiesced);
		ShutdownReport report = end();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		assertThat(report.jobs().completed()).isEqualTo(1);
		assertThat(this.fixture.log().events("shutdown-started")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("active jobs: 1"));
		assertThat(this.fixture.log().events("shutdown-ended")).singleElement()
			.satisfies((event) -> assertThat(event.text()).endsWith("jobs completed 1, interrupted 0"));
	}

	@Test
	void namesTheOldestJobsAtHalfOfTheTime() {
		this.fixture.jobs().start("import", "42");
		this.clock.advance(Duration.ofSeconds(1));
		this.fixture.requests().begin(new FakeRequest("/slow", this.clock));
		quiesce();
		passHalf();
		this.clock.awaitWaiterFor(HALF);
		assertThat(this.fixture.log().events("drain-slow")).singleElement()
			.satisfies((event) -> assertThat(event.text())
				.containsSubsequence("active jobs: 1", "job 'import' (42), active for 6.00s", "request GET /slow")
				.contains(getClass().getName()));
	}

	@Test
	void jobIsInterruptedExactlyAtTimeoutAndHandedBackWhenClosed() throws Exception {
		CompletableFuture<Void> job = work(this.handBacks::incrementAndGet);
		CompletableFuture<Void> quiesced = quiesce();
		passHalf();
		this.clock.awaitWaiterFor(HALF);
		this.clock.advance(HALF.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(job).isNotDone();
		this.clock.advance(Duration.ofNanos(1));
		Background.join(job);
		Background.join(quiesced);
		assertThat(this.handBacks).hasValue(1);
		ShutdownReport report = end();
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.INCOMPLETE);
		assertThat(report.jobs().completed()).isZero();
		assertThat(report.jobs().interrupted()).containsExactly(
				new InterruptedJob(new ShutdownReport.Job("import", "42", HALF.multipliedBy(2)), HandBack.SUCCESS));
		assertThat(this.fixture.log().events("job-cut")).singleElement().satisfies((event) -> {
			assertThat(event.text()).contains("'import' (42) after 10.00s, it was handed back",
					"graceful-shutdown.drain.timeout");
			assertThat(event.fields()).containsEntry("shutdown.job.id", "42")
				.containsEntry("shutdown.job.hand-back", HandBack.SUCCESS);
		});
	}

	@Test
	void stubbornJobIsHandedBackOnceAtHalfOfTheWindow() {
		CompletableFuture<Void> job = stubborn(this.handBacks::incrementAndGet);
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		this.clock.awaitWaiterFor(WINDOW.dividedBy(2));
		this.clock.advance(WINDOW.dividedBy(2).minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.handBacks).hasValue(0);
		this.clock.advance(Duration.ofNanos(1));
		this.clock.awaitWaiterFor(WINDOW.dividedBy(2));
		Awaitility.await().until(this.handBacks::get, (value) -> value == 1);
		this.released.countDown();
		Background.join(job);
		Background.join(quiesced);
		assertThat(this.handBacks).hasValue(1);
		assertThat(end().jobs().interrupted()).extracting(InterruptedJob::handBack).containsExactly(HandBack.SUCCESS);
	}

	@Test
	void drainEndsWithTheWindowWhereJobAndHandBackHang() {
		stubborn(() -> Background.await(this.released));
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		passWindow();
		Background.join(quiesced);
		assertThat(end().jobs().interrupted()).extracting(InterruptedJob::handBack)
			.containsExactly(HandBack.UNFINISHED);
		assertThat(this.fixture.log().events("job-cut")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("its hand-back did not end"));
	}

	@Test
	void handBackThatEndsAfterTheWindowStillCounts() {
		CountDownLatch late = new CountDownLatch(1);
		stubborn(() -> Background.await(late));
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		passWindow();
		Background.join(quiesced);
		late.countDown();
		Awaitility.await()
			.until(() -> this.shutdown.report().jobs().interrupted().get(0).handBack() == HandBack.SUCCESS);
	}

	@Test
	void failingHandBackIsNamed() {
		CompletableFuture<Void> job = work(() -> {
			throw new IllegalStateException("queue is gone");
		});
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		Background.join(job);
		Background.join(quiesced);
		assertThat(end().jobs().interrupted()).extracting(InterruptedJob::handBack).containsExactly(HandBack.FAILURE);
		assertThat(this.fixture.log().events("hand-back-failed")).singleElement().satisfies((event) -> {
			assertThat(event.text()).contains("'import' (42)");
			assertThat(event.cause()).hasMessage("queue is gone");
		});
	}

	@Test
	void jobWithoutHandBackIsCutAndNobodyIsTold() {
		CompletableFuture<Void> job = work(null);
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		Background.join(job);
		Background.join(quiesced);
		assertThat(end().jobs().interrupted()).extracting(InterruptedJob::handBack).containsExactly(HandBack.NONE);
		assertThat(this.fixture.log().events("job-cut")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("nobody was told"));
	}

	@Test
	void handBackRunsAlsoWhereThereIsNoWindow() {
		this.shutdown = this.fixture.create(TestSettings.drain(HALF.multipliedBy(2), Duration.ZERO));
		stubborn(this.handBacks::incrementAndGet);
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		Background.join(quiesced);
		Awaitility.await().until(this.handBacks::get, (value) -> value == 1);
	}

	@Test
	void statusNamesJobs() {
		this.fixture.jobs().start("import", "42");
		this.shutdown.logStatus();
		assertThat(this.fixture.log().events("shutdown-status")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("active jobs 1", "job 'import' (42)"));
	}

	private CompletableFuture<Void> quiesce() {
		return Background.run(() -> this.shutdown.quiesce(Type.SIGTERM));
	}

	private ShutdownReport end() {
		this.shutdown.cleanUp();
		return this.shutdown.report();
	}

	private void passDrain() {
		passHalf();
		passHalf();
	}

	private void passHalf() {
		this.clock.awaitWaiterFor(HALF);
		this.clock.advance(HALF);
	}

	private void passWindow() {
		this.clock.awaitWaiterFor(WINDOW.dividedBy(2));
		this.clock.advance(WINDOW.dividedBy(2));
		this.clock.awaitWaiterFor(WINDOW.dividedBy(2));
		this.clock.advance(WINDOW.dividedBy(2));
	}

	// A job that ends when interrupted
	private CompletableFuture<Void> work(Runnable handBack) {
		return job(handBack, () -> {
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				// as it should
			}
		});
	}

	// A job that does not
	private CompletableFuture<Void> stubborn(Runnable handBack) {
		return job(handBack, () -> Background.await(this.released));
	}

	private CompletableFuture<Void> job(Runnable handBack, Runnable work) {
		CountDownLatch started = new CountDownLatch(1);
		AtomicReference<Boolean> flag = new AtomicReference<>();
		CompletableFuture<Void> job = Background.run(() -> {
			try (Job tracked = this.fixture.jobs().start("import", "42")) {
				if (handBack != null) {
					tracked.onInterrupted(handBack);
				}
				started.countDown();
				work.run();
			}
			flag.set(Thread.currentThread().isInterrupted());
		}).thenRun(() -> assertThat(flag).hasValue(false));
		Background.await(started);
		return job;
	}

}
