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
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClosingThread}.
 */
class ClosingThreadTests {

	private static final Duration NANO = Duration.ofNanos(1);

	private static final Duration TIME = Duration.ofSeconds(10);

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final ManualClock clock = new ManualClock();

	private final List<Thread> overdue = new CopyOnWriteArrayList<>();

	private final ClosingThread closing = new ClosingThread(new ShutdownThreads(null), this.clock, this.overdue::add);

	private final AtomicInteger interrupts = new AtomicInteger();

	private final CountDownLatch stuck = new CountDownLatch(1);

	private final CountDownLatch entered = new CountDownLatch(1);

	private volatile boolean moves;

	@Test
	void interruptsExactlyWhenTimeIsOver() {
		CompletableFuture<Void> thread = closeInterruptibly();
		this.clock.awaitWaiterFor(TIME);
		assertThat(this.closing.current()).isNotNull();
		this.clock.advance(TIME.minus(NANO));
		this.clock.awaitWaiterFor(NANO);
		assertThat(this.overdue).isEmpty();
		assertThat(this.interrupts).hasValue(0);
		this.moves = true;
		this.clock.advance(NANO);
		Background.join(thread);
		assertThat(this.interrupts).hasValue(1);
		assertThat(this.overdue).hasSize(1);
		assertThat(this.closing.current()).isNull();
	}

	@Test
	void interruptsUntilItMovesOn() {
		CompletableFuture<Void> thread = closeInterruptibly();
		this.clock.awaitWaiterFor(TIME);
		this.clock.advance(TIME);
		awaitInterrupts(1);
		this.clock.awaitWaiterFor(PAUSE);
		this.clock.advance(PAUSE);
		awaitInterrupts(2);
		this.clock.awaitWaiterFor(PAUSE);
		this.moves = true;
		this.clock.advance(PAUSE);
		Background.join(thread);
		assertThat(this.overdue).hasSize(1);
		assertThat(this.stuck.getCount()).isOne();
	}

	@Test
	void goesOnToInterruptOneThatNobodyWaitsForAnymore() {
		CompletableFuture<Void> thread = closeInterruptibly();
		this.clock.awaitWaiterFor(TIME);
		this.clock.advance(TIME);
		awaitInterrupts(1);
		this.clock.awaitWaiterFor(PAUSE);
		this.clock.advance(TIME);
		Background.await(this.stuck);
		this.clock.awaitWaiterFor(PAUSE);
		this.moves = true;
		this.clock.advance(PAUSE);
		Background.join(thread);
	}

	@Test
	void givesUpOneThatNeverMoves() {
		CompletableFuture<Void> thread = closeInterruptibly();
		this.clock.awaitWaiterFor(TIME);
		this.clock.advance(TIME);
		awaitInterrupts(1);
		this.clock.awaitWaiterFor(PAUSE);
		this.clock.advance(TIME.multipliedBy(2));
		Background.await(this.stuck);
		this.clock.awaitWaiters(0);
		Thread closing = this.closing.current();
		this.moves = true;
		// Unless the last interrupt comes only now
		closing.interrupt();
		Background.join(thread);
	}

	@Test
	void leavesOneAloneThatIsInTime() {
		Background.join(Background.run(() -> {
			enter();
			this.closing.leave();
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		}));
		this.clock.advance(TIME);
		this.clock.awaitWaiters(0);
		assertThat(this.overdue).isEmpty();
	}

	@Test
	void takesTheInterruptBackThatWasMeantForTheStretch() {
		CompletableFuture<Void> thread = Background.run(() -> {
			enter();
			while (!this.moves) {
				Thread.onSpinWait();
			}
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			this.closing.leave();
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		});
		this.clock.awaitWaiterFor(TIME);
		this.clock.advance(TIME);
		this.clock.awaitWaiterFor(PAUSE);
		this.moves = true;
		Background.join(thread);
		assertThat(this.overdue).hasSize(1);
	}

	@Test
	void interruptsAlsoWhenItCannotBeTold() {
		ClosingThread closing = new ClosingThread(new ShutdownThreads(null), this.clock, (thread) -> {
			throw new NoClassDefFoundError("expected");
		});
		CountDownLatch interrupted = new CountDownLatch(1);
		Background.run(() -> {
			long now = this.clock.nanoTime();
			closing.enter(now + TIME.toNanos(), now + TIME.multipliedBy(2).toNanos(), this.stuck::countDown,
					now + TIME.multipliedBy(3).toNanos());
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		});
		this.clock.awaitWaiterFor(TIME);
		this.clock.advance(TIME);
		Background.await(interrupted);
	}

	@Test
	void stretchOfAnotherThreadGoesOn() {
		CompletableFuture<Void> thread = closeInterruptibly();
		this.closing.leave();
		assertThat(this.closing.current()).isNotNull();
		this.clock.awaitWaiterFor(TIME);
		this.moves = true;
		this.clock.advance(TIME);
		Background.join(thread);
		assertThat(this.interrupts).hasValue(1);
	}

	@Test
	void leavesForeignInterruptAlone() {
		Background.join(Background.run(() -> {
			enter();
			Thread.currentThread().interrupt();
			this.closing.leave();
			assertThat(Thread.interrupted()).isTrue();
		}));
	}

	// Waits in one wait after the other until it may move on
	private CompletableFuture<Void> closeInterruptibly() {
		CompletableFuture<Void> thread = Background.run(() -> {
			enter();
			this.entered.countDown();
			CountDownLatch never = new CountDownLatch(1);
			while (!this.moves || this.interrupts.get() == 0) {
				try {
					never.await();
				}
				catch (InterruptedException ex) {
					this.interrupts.incrementAndGet();
				}
			}
			this.closing.leave();
		});
		Background.await(this.entered);
		return thread;
	}

	private void enter() {
		long now = this.clock.nanoTime();
		this.closing.enter(now + TIME.toNanos(), now + TIME.multipliedBy(2).toNanos(), this.stuck::countDown,
				now + TIME.multipliedBy(3).toNanos());
	}

	private void awaitInterrupts(int count) {
		Awaitility.await().until(() -> this.interrupts.get() >= count);
	}

}
