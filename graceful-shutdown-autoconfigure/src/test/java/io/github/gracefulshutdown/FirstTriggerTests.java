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
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FirstTrigger}, and so for the {@link ShutdownSignal} of applications.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FirstTriggerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(7);

	private final ManualClock clock = new ManualClock();

	private final FirstTrigger trigger = new FirstTrigger(TestSettings.plain(), this.clock);

	private final AtomicReference<Object> answer = new AtomicReference<>();

	@Test
	void secondTriggerJoinsTheFirst() {
		FirstTrigger.Pull first = this.trigger.pull(ShutdownTrigger.Type.SIGTERM);
		FirstTrigger.Pull second = this.trigger.pull(ShutdownTrigger.Type.ACTUATOR);
		assertThat(first.first()).isTrue();
		assertThat(second.first()).isFalse();
		assertThat(second.started()).isSameAs(first.started()).isSameAs(this.trigger.started());
	}

	@Test
	void isRequestedFromTheTriggerOn() throws Exception {
		assertThat(this.trigger.isRequested()).isFalse();
		assertThat(this.trigger.remaining()).isEqualTo(TestSettings.TIMEOUT);
		this.trigger.pull(ShutdownTrigger.Type.SIGTERM);
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.trigger.isRequested()).isTrue();
		assertThat(this.trigger.remaining()).isEqualTo(TestSettings.TIMEOUT.minusSeconds(2));
		assertThat(this.trigger.await(Duration.ZERO)).isTrue();
	}

	@Test
	void triggerEndsTheWaitAtOnce() {
		CompletableFuture<Void> waiting = await(TIMEOUT);
		this.clock.awaitWaiterFor(TIMEOUT);
		this.trigger.pull(ShutdownTrigger.Type.SIGTERM);
		Background.join(waiting);
		assertThat(this.answer).hasValue(true);
	}

	@Test
	void waitEndsExactlyAtTimeout() {
		CompletableFuture<Void> waiting = await(TIMEOUT);
		this.clock.awaitWaiterFor(TIMEOUT);
		this.clock.advance(TIMEOUT.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(waiting).isNotDone();
		this.clock.advance(Duration.ofNanos(1));
		Background.join(waiting);
		assertThat(this.answer).hasValue(false);
	}

	@Test
	void waitsForeverWithoutOverflow() {
		CompletableFuture<Void> waiting = await(Duration.ofSeconds(Long.MAX_VALUE));
		this.clock.awaitWaiters(1);
		this.clock.advance(Duration.ofDays(3));
		this.clock.awaitWaiters(1);
		assertThat(waiting).isNotDone();
		this.trigger.pull(ShutdownTrigger.Type.SIGTERM);
		Background.join(waiting);
		assertThat(this.answer).hasValue(true);
	}

	@Test
	void interruptEndsTheWait() {
		Thread thread = new Thread(() -> waitAndAnswer(TIMEOUT));
		thread.start();
		this.clock.awaitWaiterFor(TIMEOUT);
		thread.interrupt();
		Background.join(Background.run(() -> join(thread)));
		assertThat(this.answer.get()).isInstanceOf(InterruptedException.class);
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private CompletableFuture<Void> await(Duration timeout) {
		return Background.run(() -> waitAndAnswer(timeout));
	}

	private void waitAndAnswer(Duration timeout) {
		try {
			this.answer.set(this.trigger.await(timeout));
		}
		catch (InterruptedException ex) {
			this.answer.set(ex);
		}
	}

}
