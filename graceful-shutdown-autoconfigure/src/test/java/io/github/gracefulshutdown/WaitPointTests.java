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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitPoint}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitPointTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final WaitPoint point = new WaitPoint(this.clock);

	private final AtomicBoolean condition = new AtomicBoolean();

	private final AtomicReference<Boolean> result = new AtomicReference<>();

	@Test
	void returnsAtOnceWhenConditionHolds() {
		assertThat(this.point.await(() -> true, this.clock.nanoTime())).isTrue();
	}

	@Test
	void givesUpAtOnceWhenTimeHasCome() {
		assertThat(this.point.await(() -> false, this.clock.nanoTime())).isFalse();
	}

	@Test
	void looksAtConditionBeforeTimeWhenBothHaveCome() {
		long past = this.clock.nanoTime() - 1;
		assertThat(this.point.await(() -> true, past)).isTrue();
	}

	@Test
	void givesUpExactlyAtTimeout() {
		CompletableFuture<Void> waiting = await();
		this.clock.awaitWaiterFor(TIMEOUT);
		this.clock.advance(TIMEOUT.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.result).hasNullValue();
		this.clock.advance(Duration.ofNanos(1));
		Background.join(waiting);
		assertThat(this.result).hasValue(false);
	}

	@Test
	void returnsWithoutPassageOfTimeWhenWokenUp() {
		CompletableFuture<Void> waiting = await();
		this.clock.awaitWaiters(1);
		this.condition.set(true);
		this.point.wakeUp();
		Background.join(waiting);
		assertThat(this.result).hasValue(true);
	}

	@Test
	void goesOnWaitingWhenWokenUpWithoutCondition() {
		AtomicBoolean looked = new AtomicBoolean();
		CountDownLatch lookedAgain = new CountDownLatch(2);
		CompletableFuture<Void> waiting = Background.run(() -> this.point.await(() -> {
			lookedAgain.countDown();
			return looked.get();
		}, this.clock.nanoTime() + TIMEOUT.toNanos()));
		this.clock.awaitWaiters(1);
		this.point.wakeUp();
		Background.await(lookedAgain);
		assertThat(waiting).isNotDone();
		looked.set(true);
		this.point.wakeUp();
		Background.join(waiting);
	}

	@Test
	void wakesEveryThreadThatWaits() {
		CompletableFuture<Void> one = await();
		CompletableFuture<Void> other = await();
		this.clock.awaitWaiters(2);
		this.condition.set(true);
		this.point.wakeUp();
		Background.join(CompletableFuture.allOf(one, other));
	}

	@Test
	void interruptDoesNotEndWaitAndIsRestored() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		CountDownLatch lookedAgain = new CountDownLatch(2);
		CompletableFuture<Void> waiting = Background.run(() -> {
			thread.set(Thread.currentThread());
			this.result.set(this.point.await(() -> {
				lookedAgain.countDown();
				return this.condition.get();
			}, this.clock.nanoTime() + TIMEOUT.toNanos()));
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		this.clock.awaitWaiters(1);
		thread.get().interrupt();
		Background.await(lookedAgain);
		assertThat(waiting).isNotDone();
		this.condition.set(true);
		this.point.wakeUp();
		Background.join(waiting);
		assertThat(this.result).hasValue(true);
		assertThat(interrupted).isTrue();
	}

	@Test
	void interruptBeforeWaitIsRestoredAfterTimeout() {
		AtomicBoolean interrupted = new AtomicBoolean();
		CompletableFuture<Void> waiting = Background.run(() -> {
			Thread.currentThread().interrupt();
			this.result.set(this.point.await(() -> false, this.clock.nanoTime() + TIMEOUT.toNanos()));
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		this.clock.awaitWaiters(1);
		this.clock.advance(TIMEOUT);
		Background.join(waiting);
		assertThat(this.result).hasValue(false);
		assertThat(interrupted).isTrue();
	}

	private CompletableFuture<Void> await() {
		return Background.run(() -> this.result
			.set(this.point.await(this.condition::get, this.clock.nanoTime() + TIMEOUT.toNanos())));
	}

}
