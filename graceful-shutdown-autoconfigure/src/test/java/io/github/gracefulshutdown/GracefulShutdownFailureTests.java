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
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.github.gracefulshutdown.ShutdownReport.Request;
import io.github.gracefulshutdown.ShutdownReport.Stage;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what {@link GracefulShutdown} does about others that fail, and for its
 * report.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class GracefulShutdownFailureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final ShutdownSettings DRAIN = TestSettings.drain(Duration.ofSeconds(10), Duration.ofSeconds(1));

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@Test
	void failingListenerStopsNothing() {
		ShutdownFixture fixture = new ShutdownFixture((event) -> {
			throw new IllegalStateException("broken");
		});
		GracefulShutdown shutdown = fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		ShutdownReport report = shutdown.report();
		assertThat(report.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		assertThat(fixture.publisher().events()).hasSize(6);
		assertThat(report.cleanup().failedCallbacks()).hasSize(6)
			.first()
			.asString()
			.startsWith("listener of ShutdownStartedEvent")
			.contains("RecordingPublisher.publishEvent");
	}

	@Test
	void hangingListenerIsLeftBehind() {
		ShutdownFixture fixture = new ShutdownFixture(hangAt(ShutdownStartedEvent.class));
		GracefulShutdown shutdown = fixture.create(TestSettings.plain());
		CompletableFuture<Void> quiesce = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		leavesBehind(fixture);
		Background.join(quiesce);
		assertThat(shutdown.state()).isEqualTo(ShutdownState.STOPPING);
		assertThat(shutdown.report().cleanup().failedCallbacks()).singleElement()
			.asString()
			.startsWith("listener of ShutdownStartedEvent");
		this.released.countDown();
	}

	@Test
	void failingParticipantStopsNothing() {
		ShutdownFixture fixture = new ShutdownFixture();
		GracefulShutdown shutdown = fixture.create(TestSettings.plain(), fixture.tasks(),
				List.of(new FailingParticipant()));
		shutdown.quiesce(Type.SIGTERM);
		assertThat(fixture.calls()).containsExactly("shutdownStarted in DRAINING", "drainStarted in DRAINING");
		assertThat(shutdown.report().cleanup().failedCallbacks()).hasSize(2)
			.allSatisfy((name) -> assertThat(name).startsWith("participant " + FailingParticipant.class.getName()));
		assertThat(shutdown.report().outcome()).isEqualTo(ShutdownOutcome.CLEAN);
	}

	@Test
	void hangingParticipantIsLeftBehind() {
		ShutdownFixture fixture = new ShutdownFixture();
		ShutdownParticipant hanging = new ShutdownParticipant() {

			@Override
			public void drainStarted() {
				hang();
			}

		};
		GracefulShutdown shutdown = fixture.create(TestSettings.plain(), fixture.tasks(), List.of(hanging));
		CompletableFuture<Void> quiesce = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		// Before the time goes on, which is the same for all participants
		await().untilAsserted(() -> assertThat(fixture.calls()).contains("drainStarted in DRAINING"));
		leavesBehind(fixture);
		Background.join(quiesce);
		assertThat(shutdown.report().cleanup().failedCallbacks()).hasSize(1);
		this.released.countDown();
	}

	@Test
	void failingLogStopsNothing(CapturedOutput output) {
		ShutdownFixture fixture = new ShutdownFixture();
		fixture.log().onWrite((event) -> {
			throw new IllegalStateException("broken");
		});
		GracefulShutdown shutdown = fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		assertThat(fixture.calls()).contains("drainStarted in DRAINING");
		assertThat(shutdown.report().state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(output.getErr()).contains("Shutting down after SIGTERM").contains("Shutdown CLEAN");
	}

	@Test
	void hangingLogStopsNothing(CapturedOutput output) {
		ShutdownFixture fixture = new ShutdownFixture();
		fixture.log().onWrite((event) -> hang());
		GracefulShutdown shutdown = fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		assertThat(fixture.calls()).contains("drainStarted in DRAINING");
		assertThat(shutdown.report().state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(output.getErr()).contains("Shutting down after SIGTERM").contains("Shutdown CLEAN");
		this.released.countDown();
	}

	@Test
	void failingStateIsFollowedByTheNext(CapturedOutput output) {
		ShutdownFixture fixture = new ShutdownFixture();
		GracefulShutdown shutdown = fixture.create(TestSettings.plain(), new FailingTasks(), List.of());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		assertThat(shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(fixture.publisher().event(ShutdownCompletedEvent.class)).isNotNull();
		assertThat(output).contains("The state CLEANING_UP failed");
	}

	@Test
	void isIncompleteWhenTaskFails() {
		ShutdownFixture fixture = new ShutdownFixture();
		fixture.tasks().add(1, "broken", () -> {
			throw new IllegalStateException("broken");
		});
		GracefulShutdown shutdown = fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		assertThat(shutdown.report().outcome()).isEqualTo(ShutdownOutcome.INCOMPLETE);
		assertThat(fixture.publisher().event(ShutdownCompletedEvent.class).report().outcome())
			.isEqualTo(ShutdownOutcome.INCOMPLETE);
	}

	@Test
	void isIncompleteWhenRequestIsCut(CapturedOutput output) {
		ShutdownFixture fixture = new ShutdownFixture();
		fixture.requests().begin(new FakeRequest("/stuck", fixture.clock()));
		GracefulShutdown shutdown = fixture.create(DRAIN);
		cut(fixture, shutdown);
		assertThat(shutdown.terminate().outcome()).isEqualTo(ShutdownOutcome.INCOMPLETE);
		assertThat(output).contains("Shutdown INCOMPLETE in 11.00s after SIGTERM")
			.contains("Cut GET /stuck after 10.00s")
			.contains("graceful-shutdown.drain.timeout");
	}

	@Test
	void reportTellsWhatHappened() {
		ShutdownFixture fixture = new ShutdownFixture();
		ActiveRequests requests = fixture.requests();
		FakeRequest before = new FakeRequest("/before", fixture.clock());
		requests.begin(before);
		requests.end(before);
		FakeRequest served = new FakeRequest("/served", fixture.clock());
		requests.begin(served);
		requests.begin(new FakeRequest("/stuck", fixture.clock()));
		GracefulShutdown shutdown = fixture.create(DRAIN);
		CompletableFuture<Void> quiesce = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		fixture.clock().awaitWaiterFor(Duration.ofSeconds(5));
		requests.end(served);
		requests.reject();
		ShutdownReport report = shutdown.report();
		assertThat(report.requests()).isEqualTo(new ShutdownReport.Requests(1, 1, 1, List.of()));
		assertThat(requests.longest(5)).extracting(Request::path).containsExactly("/stuck");
		fixture.clock().advance(Duration.ofSeconds(5));
		fixture.clock().awaitWaiterFor(Duration.ofSeconds(5));
		fixture.clock().advance(Duration.ofSeconds(5));
		fixture.clock().awaitWaiterFor(Duration.ofSeconds(1));
		fixture.clock().advance(Duration.ofSeconds(1));
		Background.join(quiesce);
		report = shutdown.terminate();
		assertThat(report.requests().aborted()).extracting(Request::path).containsExactly("/stuck");
		assertThat(report.budget().remaining()).hasSeconds(19);
		assertThat(report.durationOf(ShutdownState.DRAINING)).hasSeconds(11);
		assertThat(report.durationOf(ShutdownState.LAME_DUCK)).isZero();
		assertThat(report.stages()).extracting(Stage::name)
			.containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING, ShutdownState.TERMINATED);
	}

	private void cut(ShutdownFixture fixture, GracefulShutdown shutdown) {
		CompletableFuture<Void> quiesce = Background.run(() -> shutdown.quiesce(Type.SIGTERM));
		fixture.clock().awaitWaiterFor(Duration.ofSeconds(5));
		fixture.clock().advance(Duration.ofSeconds(5));
		fixture.clock().awaitWaiterFor(Duration.ofSeconds(5));
		fixture.clock().advance(Duration.ofSeconds(5));
		fixture.clock().awaitWaiterFor(Duration.ofSeconds(1));
		fixture.clock().advance(Duration.ofSeconds(1));
		Background.join(quiesce);
	}

	private void leavesBehind(ShutdownFixture fixture) {
		Background.await(this.entered);
		fixture.clock().awaitWaiterFor(PATIENCE);
		fixture.clock().advance(PATIENCE);
	}

	private Consumer<Object> hangAt(Class<?> type) {
		return (event) -> {
			if (type.isInstance(event)) {
				hang();
			}
		};
	}

	private void hang() {
		this.entered.countDown();
		Background.await(this.released);
	}

	/**
	 * Always fails.
	 */
	private static final class FailingParticipant implements ShutdownParticipant {

		@Override
		public void shutdownStarted() {
			throw new IllegalStateException("broken");
		}

		@Override
		public void drainStarted() {
			throw new NoClassDefFoundError("gone");
		}

	}

	/**
	 * Always fails.
	 */
	private static final class FailingTasks implements CleanupTasks {

		@Override
		public List<CleanupTask> current() {
			throw new IllegalStateException("broken");
		}

		@Override
		public List<Name> names() {
			return List.of();
		}

	}

}
