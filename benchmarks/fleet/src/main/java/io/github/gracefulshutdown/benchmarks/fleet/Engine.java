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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.LifecycleBeans;
import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * The engine of one instance, on a thread of its own that takes turns with the
 * simulation: while one of them runs the other stands still, so that a simulation gives
 * the same result each time. The engine's turn ends when it waits for the clock or has
 * come to {@link ShutdownState#STOPPING}.
 */
final class Engine implements ShutdownClock {

	private final Agenda agenda;

	private final Executor threads;

	private final ActiveRequests requests = new ActiveRequests(this);

	private @Nullable GracefulShutdown shutdown;

	// Guarded by this, as everything below
	private ShutdownState published = ShutdownState.RUNNING;

	private @Nullable Pause pause;

	private boolean publishing;

	private boolean quiesced;

	private @Nullable Throwable failure;

	Engine(Agenda agenda, Executor threads) {
		this.agenda = agenda;
		this.threads = threads;
	}

	ActiveRequests requests() {
		return this.requests;
	}

	ShutdownState state() {
		GracefulShutdown shutdown = this.shutdown;
		return (shutdown != null) ? shutdown.state() : ShutdownState.RUNNING;
	}

	/**
	 * Whether lame duck and drain are over.
	 * @return whether they are
	 */
	synchronized boolean isQuiesced() {
		return this.quiesced;
	}

	/**
	 * {@code SIGTERM} comes. Returns when the engine waits, as all methods that give it
	 * its turn.
	 * @param settings how long everything may take
	 * @param onTurn what to call after each turn of the engine
	 */
	void start(ShutdownSettings settings, Runnable onTurn) {
		HostApplication application = new HostApplication(List::of, new NoTasks(),
				new LifecycleBeans(new DefaultListableBeanFactory()), List.of(), null, this::published, (event) -> {
				}, LogMute.none(), HostProcess.shared());
		GracefulShutdown shutdown = new GracefulShutdown(settings, this.requests, new ActiveJobs(this.requests),
				application, this);
		shutdown.ready();
		this.shutdown = shutdown;
		this.threads.execute(() -> quiesce(shutdown));
		awaitTurn(onTurn);
	}

	/**
	 * Does something that the engine may be waiting for, and gives it its turn.
	 * @param action what to do
	 * @param onTurn what to call after each turn of the engine
	 */
	void during(Runnable action, Runnable onTurn) {
		Pause pause = takePause();
		if (pause == null) {
			action.run();
			return;
		}
		// Held all the time, so that the action cannot wake the engine before its turn
		pause.lock().lock();
		try {
			action.run();
			pause.changed().signalAll();
		}
		finally {
			pause.lock().unlock();
		}
		awaitTurn(onTurn);
	}

	private synchronized @Nullable Pause takePause() {
		Pause pause = this.pause;
		this.pause = null;
		return pause;
	}

	private void awaitTurn(Runnable onTurn) {
		Pause pause = awaitPause();
		onTurn.run();
		if (pause != null) {
			this.agenda.at(pause.until(), () -> {
				if (isStill(pause)) {
					during(() -> {
					}, onTurn);
				}
			});
		}
	}

	private synchronized boolean isStill(Pause pause) {
		return this.pause == pause;
	}

	private synchronized @Nullable Pause awaitPause() {
		await(() -> this.pause != null || this.quiesced);
		if (this.failure != null) {
			throw new IllegalStateException("The engine failed", this.failure);
		}
		return this.pause;
	}

	private void quiesce(GracefulShutdown shutdown) {
		Throwable failure = null;
		try {
			shutdown.quiesce(ShutdownTrigger.Type.SIGTERM);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		quiesced(failure);
	}

	private synchronized void quiesced(@Nullable Throwable failure) {
		this.failure = failure;
		this.quiesced = true;
		notifyAll();
	}

	// An event is published, on another thread of the engine, for which its own thread
	// waits. Goes on only when it does, so that it is known what that thread waits for.
	private synchronized void published(Object event) {
		await(() -> this.publishing);
		this.publishing = false;
		if (event instanceof ShutdownStateChangedEvent changed) {
			this.published = changed.to();
		}
	}

	@Override
	public Instant now() {
		return Instant.ofEpochSecond(0, this.agenda.now());
	}

	@Override
	public long nanoTime() {
		return this.agenda.now();
	}

	@Override
	@SuppressWarnings("WaitNotInLoop") // may return early, which callers expect
	public void await(Lock lock, Condition changed, long nanos) throws InterruptedException {
		synchronized (this) {
			// Until the event of its state was published it waits for that and no time
			// passes
			if (this.published != state()) {
				this.publishing = true;
			}
			else {
				this.pause = new Pause(lock, changed, nanoTime() + nanos);
			}
			notifyAll();
		}
		changed.await();
	}

	private synchronized void await(BooleanSupplier condition) {
		try {
			while (!condition.getAsBoolean()) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	// Where the engine waits.
	private record Pause(Lock lock, Condition changed, long until) {

	}

	/**
	 * The fleet has nothing to clean up.
	 */
	private static final class NoTasks implements CleanupTasks {

		@Override
		public List<CleanupTask> current() {
			return List.of();
		}

		@Override
		public List<Name> names() {
			return List.of();
		}

	}

}
