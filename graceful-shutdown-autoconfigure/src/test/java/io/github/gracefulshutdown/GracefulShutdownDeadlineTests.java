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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link GracefulShutdown} does as its time runs out.
 */
@ExtendWith(OutputCaptureExtension.class)
class GracefulShutdownDeadlineTests {

	private static final Duration BEFORE_RESERVE = TestSettings.TIMEOUT.minus(TestSettings.RESERVE);

	private static final Duration END = Duration.ofSeconds(2);

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	private final List<ShutdownReport> reports = new CopyOnWriteArrayList<>();

	private final List<LogEvent> written = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void processThatDoesNotEndIsNotHalted() {
		GracefulShutdown shutdown = create();
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		shutdown.cleanUp();
		this.clock.advance(TestSettings.TIMEOUT);
		this.clock.awaitWaiters(0);
		assertThat(this.fixture.process().calls()).isEmpty();
	}

	@Test
	void forcedEndNamesWhatBlocks() {
		this.fixture.process().ends();
		this.fixture.tasks().add(1, "endless", () -> Background.await(this.released));
		GracefulShutdown shutdown = create();
		this.fixture.requests().begin(new FakeRequest("/stuck", this.clock));
		CompletableFuture<Void> thread = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		this.fixture.process().awaitEnd();
		assertThat(this.fixture.process().calls()).containsExactly("halt 12");
		assertThat(this.fixture.log().events("shutdown-forced")).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.ERROR);
			assertThat(event.text()).startsWith("Shutdown FORCED after 30.00s")
				.contains("exit code 12", "request GET /stuck", "What to do:", "ignored its interrupt");
			assertThat(event.fields()).containsEntry("shutdown.exit-code", 12)
				.containsEntry("shutdown.outcome", ShutdownOutcome.FORCED);
		});
		assertThat(this.reports).anyMatch((report) -> report.outcome() == ShutdownOutcome.FORCED);
		assertThat(this.written).anyMatch((event) -> event.id().equals("shutdown-forced"));
		assertThat(this.fixture.log().events().subList(0, this.fixture.log().flushedAfter()))
			.anyMatch((event) -> event.id().equals("shutdown-forced"));
		assertThat(thread).isNotNull();
	}

	@Test
	void forcedEndIsPrintedWhenTheLogGoesWhileItIsWritten(CapturedOutput output) {
		this.fixture.process().ends();
		this.fixture.log().onWrite((event) -> {
			if (event.id().equals("shutdown-forced")) {
				this.fixture.process().losesLog();
			}
		});
		GracefulShutdown shutdown = create();
		this.fixture.requests().begin(new FakeRequest("/stuck", this.clock));
		Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		this.fixture.process().awaitEnd();
		assertThat(output.getErr()).contains("ERROR Shutdown FORCED after 30.00s");
	}

	@Test
	void forcedEndReachesWriterBehindOneThatHangs() {
		this.fixture.process().ends();
		this.fixture.writers().add((report, events) -> hang());
		this.fixture.tasks().add(1, "endless", () -> Background.await(this.released));
		GracefulShutdown shutdown = create();
		Background.run(() -> {
			shutdown.quiesce(Type.SIGTERM);
			shutdown.cleanUp();
		});
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.written).anyMatch((event) -> event.id().equals("shutdown-forced")));
	}

	@Test
	void cleanupBeginsWithoutThreadThatIsStuck() {
		CountDownLatch cleaned = new CountDownLatch(1);
		this.fixture.tasks().add(1, "flush", cleaned::countDown);
		GracefulShutdown shutdown = create();
		Background.run(() -> {
			shutdown.quiesce(Type.CONTEXT_CLOSED);
			shutdown.beforeClose(false);
			hang();
		});
		this.clock.awaitWaiterFor(BEFORE_RESERVE);
		this.clock.advance(BEFORE_RESERVE);
		Awaitility.await().until(() -> !this.fixture.log().events("bean-cut").isEmpty());
		this.clock.awaitWaiterFor(Duration.ofMillis(20));
		assertThat(cleaned.getCount()).isOne();
		this.clock.advance(TestSettings.RESERVE.dividedBy(5));
		Background.await(cleaned);
		Awaitility.await().until(() -> shutdown.state() == ShutdownState.TERMINATED);
		assertThat(this.fixture.log().events("bean-cut")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("GracefulShutdownDeadlineTests", "After 25.00s"));
	}

	@Test
	void beansHaveShareOfReserveWhenDrainHasUsedUpAllElse() {
		CountDownLatch cleaned = new CountDownLatch(1);
		this.fixture.tasks().add(1, "flush", cleaned::countDown);
		Duration share = TestSettings.RESERVE.dividedBy(5);
		GracefulShutdown shutdown = create();
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		this.clock.advance(BEFORE_RESERVE);
		Background.run(() -> {
			shutdown.beforeClose(false);
			hang();
		});
		this.clock.awaitWaiterFor(share);
		this.clock.advance(share.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.fixture.log().events("bean-cut")).isEmpty();
		this.clock.advance(Duration.ofNanos(1));
		Awaitility.await().until(() -> !this.fixture.log().events("bean-cut").isEmpty());
		this.clock.awaitWaiterFor(Duration.ofMillis(20));
		assertThat(cleaned.getCount()).isOne();
		this.clock.advance(share);
		Background.await(cleaned);
	}

	@Test
	void beansHaveNoTimeWhenDrainHasUsedUpTheirShareAsWell() {
		GracefulShutdown shutdown = create();
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		this.clock.advance(BEFORE_RESERVE.plus(TestSettings.RESERVE.dividedBy(5)));
		Background.run(() -> {
			shutdown.beforeClose(false);
			hang();
		});
		Awaitility.await().until(() -> !this.fixture.log().events("bean-cut").isEmpty());
	}

	@Test
	void remainingBeansHaveHalfOfTheEndWhenCleanupHasUsedUpAllElse() {
		this.fixture.process().ends();
		GracefulShutdown shutdown = create(TestSettings.end(END));
		shutdown.quiesce(Type.SIGTERM);
		this.clock.advance(TestSettings.TIMEOUT.minus(END));
		CompletableFuture<Void> thread = Background.run(() -> {
			shutdown.cleanUp();
			hang();
		});
		this.clock.awaitWaiterFor(END.dividedBy(2));
		assertThat(this.fixture.log().events("bean-cut")).isEmpty();
		this.clock.advance(END.dividedBy(2));
		Awaitility.await().until(() -> !this.fixture.log().events("bean-cut").isEmpty());
		release();
		Background.join(thread);
	}

	@Test
	void threadIsLeftAloneWhenItsContextIsDestroyedWithoutCleanup() {
		GracefulShutdown shutdown = create();
		CompletableFuture<Void> thread = Background.run(() -> {
			shutdown.quiesce(Type.CONTEXT_CLOSED);
			shutdown.beforeClose(false);
			shutdown.beforeClose(false);
			shutdown.afterClose();
			this.clock.advance(TestSettings.TIMEOUT);
			this.clock.awaitWaiters(0);
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		});
		Background.join(thread);
		assertThat(this.fixture.log().events("bean-cut")).isEmpty();
	}

	@Test
	void secondTriggerThatEndsTheProcessArmsTheWatchdog() {
		GracefulShutdown shutdown = create();
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		this.fixture.process().ends();
		shutdown.quiesce(Type.SIGTERM);
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		this.fixture.process().awaitEnd();
		assertThat(this.fixture.process().calls()).containsExactly("halt 12");
	}

	private GracefulShutdown create() {
		return create(TestSettings.plain());
	}

	private GracefulShutdown create(ShutdownSettings settings) {
		this.fixture.writers().add((report, events) -> {
			this.reports.add(report);
			this.written.addAll(events);
		});
		return this.fixture.create(settings);
	}

	private void hang() {
		while (this.released.getCount() > 0) {
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				// That is what makes it stuck
			}
		}
	}

}
