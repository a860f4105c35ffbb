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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.ShutdownReport.Stage;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sequence of {@link GracefulShutdown}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class GracefulShutdownTests {

	private static final Duration MIN = Duration.ofSeconds(5);

	private static final ShutdownSettings LAME_DUCK = TestSettings.lameDuck(MIN, Duration.ofSeconds(2),
			Duration.ofSeconds(15));

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	@Test
	void runsUntilFirstTrigger() {
		GracefulShutdown shutdown = this.fixture.create(LAME_DUCK);
		shutdown.ready();
		assertThat(shutdown.isStarted()).isFalse();
		assertThat(shutdown.state()).isEqualTo(ShutdownState.RUNNING);
		ShutdownReport report = shutdown.report();
		assertThat(report.trigger()).isNull();
		assertThat(report.stages()).isEmpty();
		assertThat(report.budget())
			.isEqualTo(new ShutdownReport.Budget(Duration.ofSeconds(33), TestSettings.TIMEOUT, TestSettings.TIMEOUT));
		assertThat(this.fixture.publisher().events()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = Type.class, mode = Mode.EXCLUDE, names = { "SIGINT", "CONTEXT_CLOSED" })
	void goesThroughLameDuckWhenReady(Type type) {
		GracefulShutdown shutdown = this.fixture.create(LAME_DUCK);
		shutdown.ready();
		CompletableFuture<Void> quiesce = Background.run(() -> shutdown.quiesce(type));
		this.clock.awaitWaiterFor(MIN);
		assertThat(shutdown.state()).isEqualTo(ShutdownState.LAME_DUCK);
		this.clock.advance(MIN);
		Background.join(quiesce);
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.LAME_DUCK, ShutdownState.DRAINING,
				ShutdownState.STOPPING);
		assertThat(shutdown.report().durationOf(ShutdownState.LAME_DUCK)).isEqualTo(MIN);
	}

	@ParameterizedTest
	@EnumSource(value = Type.class, names = { "SIGINT", "CONTEXT_CLOSED" })
	void skipsLameDuckWhenSomebodyWaits(Type type) {
		GracefulShutdown shutdown = this.fixture.create(LAME_DUCK);
		shutdown.ready();
		shutdown.quiesce(type);
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING);
	}

	@Test
	void skipsLameDuckWhenNeverReady() {
		this.fixture.create(LAME_DUCK).quiesce(Type.SIGTERM);
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING);
	}

	@Test
	void skipsLameDuckWhenItHasNoDuration() {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.ready();
		shutdown.quiesce(Type.SIGTERM);
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING);
	}

	@Test
	void publishesEventsInOrder() {
		this.fixture.tasks().add(1, "task", () -> {
		});
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		List<Object> events = this.fixture.publisher().events();
		assertThat(events).hasSize(6);
		assertThat(events.get(0)).isInstanceOfSatisfying(ShutdownStartedEvent.class,
				(event) -> assertThat(event.report().state()).isEqualTo(ShutdownState.DRAINING));
		assertThat(events.subList(1, 5)).containsExactly(
				new ShutdownStateChangedEvent(ShutdownState.RUNNING, ShutdownState.DRAINING),
				new ShutdownStateChangedEvent(ShutdownState.DRAINING, ShutdownState.STOPPING),
				new ShutdownStateChangedEvent(ShutdownState.STOPPING, ShutdownState.CLEANING_UP),
				new ShutdownStateChangedEvent(ShutdownState.CLEANING_UP, ShutdownState.TERMINATED));
		assertThat(events.get(5)).isEqualTo(new ShutdownCompletedEvent(shutdown.report()));
	}

	@Test
	void callsParticipantsAtTriggerAndAtDrain() {
		GracefulShutdown shutdown = this.fixture.create(LAME_DUCK);
		shutdown.ready();
		CompletableFuture<Void> quiesce = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		this.clock.awaitWaiterFor(MIN);
		assertThat(this.fixture.calls()).containsExactly("shutdownStarted in LAME_DUCK");
		this.clock.advance(MIN);
		Background.join(quiesce);
		assertThat(this.fixture.calls()).containsExactly("shutdownStarted in LAME_DUCK", "drainStarted in DRAINING");
	}

	@Test
	void secondTriggerJoinsTheFirst() {
		FakeRequest slow = new FakeRequest("/slow", this.clock);
		this.fixture.requests().begin(slow);
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		Instant at = this.clock.now();
		CompletableFuture<Void> first = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		this.clock.awaitWaiterFor(Duration.ofSeconds(12));
		this.clock.advance(Duration.ofSeconds(1));
		CompletableFuture<Void> second = Background.run(() -> shutdown.quiesce(Type.CONTEXT_CLOSED));
		this.clock.awaitWaiterFor(Duration.ofSeconds(29));
		assertThat(second).isNotDone();
		this.fixture.requests().end(slow);
		Background.join(CompletableFuture.allOf(first, second));
		assertThat(shutdown.state()).isEqualTo(ShutdownState.STOPPING);
		assertThat(shutdown.report().trigger()).isEqualTo(new ShutdownTrigger(Type.SIGTERM, at));
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING);
	}

	@Test
	void triggerAfterTheEndReturnsAtOnce() {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.terminate();
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		assertThat(shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
	}

	@Test
	void cleanUpRunsTasksOnce() {
		this.fixture.tasks().add(1, "task", () -> this.fixture.calls().add("task"));
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		shutdown.cleanUp();
		assertThat(this.fixture.calls()).containsOnlyOnce("task");
	}

	@Test
	void cleanUpWaitsForOneThatRuns() {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.fixture.tasks().add(1, "slow", () -> {
			entered.countDown();
			released.await();
		});
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		CompletableFuture<Void> first = Background.run(shutdown::cleanUp);
		Background.await(entered);
		CompletableFuture<ShutdownReport> second = new CompletableFuture<>();
		Background.run(() -> second.complete(shutdown.terminate()));
		this.clock.awaitWaiters(2);
		assertThat(second).isNotDone();
		released.countDown();
		Background.join(first);
		Background.join(second);
		assertThat(second.join().state()).isEqualTo(ShutdownState.TERMINATED);
	}

	@Test
	void terminateCompletesReportWithoutCleanup() {
		this.fixture.tasks().add(1, "task", () -> this.fixture.calls().add("task"));
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		ShutdownReport report = shutdown.terminate();
		assertThat(this.fixture.calls()).doesNotContain("task");
		assertThat(report.stages()).extracting(Stage::name)
			.containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING, ShutdownState.TERMINATED);
		assertThat(this.fixture.publisher().event(ShutdownCompletedEvent.class).report()).isEqualTo(report);
	}

	@Test
	void nothingEndsBeforeTrigger() {
		this.fixture.tasks().add(1, "task", () -> this.fixture.calls().add("task"));
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.cleanUp();
		assertThat(shutdown.terminate().state()).isEqualTo(ShutdownState.RUNNING);
		assertThat(this.fixture.calls()).isEmpty();
		assertThat(this.fixture.publisher().events()).isEmpty();
	}

	@Test
	void logsBeginAndEnd(CapturedOutput output) {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.terminate();
		assertThat(output).contains("Shutting down after SIGTERM").contains("30.00s").contains("nothing to do");
		assertThat(output).containsPattern("Shutdown CLEAN in 0.00s after SIGTERM: lame duck 0.00s, drain 0.00s, "
				+ "stopping 0.00s, cleanup 0.00s; requests served 0, rejected 0, aborted 0");
		assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
	}

}
