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
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedCalls}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class BoundedCallsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final ManualClock clock = new ManualClock();

	private final ClassLoader classLoader = new ClassLoader() {
	};

	private final BoundedCalls calls = new BoundedCalls(new ShutdownThreads(this.classLoader), this.clock,
			new ShutdownLog(EventLog.plain()));

	private final Deadline deadline = new Deadline(this.clock, Duration.ofSeconds(30));

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@Test
	void callsOnDaemonThreadWithClassLoaderOfApplication() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		this.calls.call("listener", this.deadline, () -> thread.set(Thread.currentThread()));
		assertThat(thread.get().isDaemon()).isTrue();
		assertThat(thread.get().getName()).isEqualTo("graceful-shutdown-1");
		assertThat(thread.get().getContextClassLoader()).isSameAs(this.classLoader);
		assertThat(this.calls.failures()).isEmpty();
	}

	@Test
	void recordsWhatFails(CapturedOutput output) {
		this.calls.call("listener", this.deadline, () -> {
			throw new IllegalStateException("broken");
		});
		assertThat(this.calls.failures()).singleElement().asString().startsWith("listener");
		assertThat(output).contains("listener").contains("failed during the shutdown").contains("broken");
	}

	@Test
	void recordsWhatFailsWithError() {
		this.calls.call("listener", this.deadline, () -> {
			throw new NoClassDefFoundError("gone");
		});
		assertThat(this.calls.failures()).hasSize(1);
	}

	@Test
	void waitsNoLongerThanItsPatience(CapturedOutput output) {
		CompletableFuture<Void> call = Background.run(() -> this.calls.call("listener", this.deadline, this::hang));
		Background.await(this.entered);
		this.clock.awaitWaiterFor(PATIENCE);
		this.clock.advance(PATIENCE.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(call).isNotDone();
		assertThat(this.calls.failures()).isEmpty();
		this.clock.advance(Duration.ofNanos(1));
		Background.join(call);
		assertThat(this.calls.failures()).singleElement().asString().startsWith("listener");
		assertThat(output).contains("did not return within 1.00s").contains("BoundedCallsTests.hang");
		this.released.countDown();
	}

	@Test
	void waitsNoLongerThanDeadline() {
		this.clock.advance(Duration.ofMillis(29_500));
		CompletableFuture<Void> call = Background.run(() -> this.calls.call("listener", this.deadline, this::hang));
		Background.await(this.entered);
		this.clock.awaitWaiterFor(Duration.ofMillis(500));
		this.clock.advance(Duration.ofMillis(500));
		Background.join(call);
		assertThat(this.calls.failures()).hasSize(1);
		this.released.countDown();
	}

	@Test
	void waitsForQuarterOfTimeUntilHaltAfterEndOfAllWaits() {
		Deadline deadline = new Deadline(this.clock, Duration.ofSeconds(30), Duration.ofSeconds(2));
		this.clock.advance(Duration.ofSeconds(28));
		CompletableFuture<Void> call = Background.run(() -> this.calls.call("listener", deadline, this::hang));
		this.clock.awaitWaiterFor(Duration.ofMillis(500));
		this.clock.advance(Duration.ofMillis(500));
		Background.join(call);
		assertThat(this.calls.failures()).hasSize(1);
		this.released.countDown();
	}

	@Test
	void nextCallIsMadeWhenOneHangs() {
		CompletableFuture<Void> call = Background.run(() -> this.calls.call("hangs", this.deadline, this::hang));
		Background.await(this.entered);
		this.clock.awaitWaiterFor(PATIENCE);
		this.clock.advance(PATIENCE);
		Background.join(call);
		AtomicReference<String> called = new AtomicReference<>();
		this.calls.call("next", this.deadline, () -> called.set("next"));
		assertThat(called).hasValue("next");
		assertThat(this.calls.failures()).singleElement().asString().startsWith("hangs");
		this.released.countDown();
	}

	@Test
	void waitsLessForWhatHasHungBefore() {
		for (Duration patience : List.of(PATIENCE, PATIENCE.dividedBy(10))) {
			CompletableFuture<Void> call = Background.run(() -> this.calls.call("hangs", this.deadline, this::hang));
			this.clock.awaitWaiterFor(patience);
			this.clock.advance(patience);
			Background.join(call);
		}
		assertThat(this.calls.failures()).hasSize(2);
		this.released.countDown();
	}

	private void hang() {
		this.entered.countDown();
		Background.await(this.released);
	}

}
