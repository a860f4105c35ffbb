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
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A counted piece of background work, from the moment it is accepted to its end. Kept by
 * {@link ActiveJobs}, made by whoever runs it. Safe for any thread.
 *
 * @since 1.0.0
 */
public class ActiveJob implements ActiveWork {

	private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

	private final String name;

	private final String id;

	private final long startedAt;

	private volatile @Nullable Thread thread;

	private volatile boolean interrupted;

	private boolean waiting = true;

	private int slot = -1;

	private @Nullable CompletableFuture<Void> handBack;

	/**
	 * Creates a job that no thread works on yet.
	 * @param name what kind of job it is
	 * @param id which one it is
	 * @param startedAt when it was accepted, on {@link ShutdownClock#nanoTime()}
	 */
	public ActiveJob(String name, String id, long startedAt) {
		this.name = name;
		this.id = id;
		this.startedAt = startedAt;
	}

	/**
	 * What kind of job it is.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Which one it is.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	@Override
	public final long startedAt() {
		return this.startedAt;
	}

	@Override
	public final @Nullable Thread thread() {
		return this.thread;
	}

	/**
	 * Whether a thread works on it.
	 * @param thread the thread
	 * @return whether it does
	 */
	protected boolean isOn(Thread thread) {
		return this.thread == thread;
	}

	/**
	 * The calling thread works on it from here on.
	 * @return whether it may; {@code false} if the drain was over before it came to that
	 */
	public final boolean occupy() {
		return occupy(Thread.currentThread());
	}

	/**
	 * A thread works on it from here on.
	 * @param thread the thread
	 * @return whether it may; {@code false} if the drain was over before it came to that
	 */
	public final synchronized boolean occupy(Thread thread) {
		if (this.waiting && this.interrupted) {
			return false;
		}
		this.waiting = false;
		this.thread = thread;
		if (this.interrupted) {
			thread.interrupt();
		}
		return true;
	}

	/**
	 * No thread works on it anymore. An interrupt was meant for it, not for what follows
	 * on its thread.
	 */
	public final synchronized void release() {
		if (this.interrupted && this.thread == Thread.currentThread()) {
			Thread.interrupted();
		}
		this.thread = null;
	}

	@Override
	public final int slot() {
		return this.slot;
	}

	@Override
	public final void slot(int slot) {
		this.slot = slot;
	}

	/**
	 * The code of the application that its thread works on at this moment.
	 * @return the simple name of the class and the method, or {@code null} if there is
	 * none
	 */
	protected final @Nullable String code() {
		return code("");
	}

	/**
	 * The code of the application that its thread works on at this moment.
	 * @param caller the name of the class that has called it; the callers of that are no
	 * part of the job
	 * @return the simple name of the class and the method, or {@code null} if there is
	 * none
	 */
	protected final @Nullable String code(String caller) {
		Thread thread = this.thread;
		if (thread == null) {
			return null;
		}
		StackTraceElement culprit = Culprit.of(Arrays.stream(thread.getStackTrace())
			.takeWhile((frame) -> !frame.getClassName().equals(caller))
			.toArray(StackTraceElement[]::new));
		return (culprit != null) ? Culprit.simpleName(culprit) : null;
	}

	final ShutdownReport.Job describe(long now) {
		return new ShutdownReport.Job(name(), id(), Duration.ofNanos(now - this.startedAt));
	}

	/**
	 * Whether no thread has worked on it yet.
	 * @return whether it waits
	 */
	protected final synchronized boolean isWaiting() {
		return this.waiting;
	}

	/**
	 * Sees to it that no thread begins to work on it.
	 * @return whether none has begun, and it was not called before
	 */
	final synchronized boolean giveUpWaiting() {
		if (!this.waiting || this.interrupted) {
			return false;
		}
		this.interrupted = true;
		return true;
	}

	/**
	 * Interrupts the thread that works on it. Called while the job cannot end.
	 * @return whether a thread has begun to work on it, and it was not called before
	 */
	final synchronized boolean interrupt() {
		if (this.waiting || this.interrupted) {
			return false;
		}
		this.interrupted = true;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
		return true;
	}

	/**
	 * Whether it was told to end.
	 * @return whether it was
	 */
	final boolean isInterrupted() {
		return this.interrupted;
	}

	/**
	 * Does what lets somebody else take the job up.
	 * @return what to do, or {@code null} for nothing
	 */
	@Nullable Runnable handingBack() {
		return null;
	}

	/**
	 * Hands it back, if that has not begun.
	 * @param start begins to do what that takes
	 * @return completed when it was handed back, or at once if there is nothing to do
	 */
	final synchronized CompletableFuture<Void> handBack(Function<Runnable, CompletableFuture<Void>> start) {
		if (this.handBack == null) {
			Runnable handingBack = handingBack();
			this.handBack = (handingBack != null) ? start.apply(handingBack) : NOTHING;
		}
		return this.handBack;
	}

	/**
	 * How the hand-back ended.
	 * @return the outcome so far
	 */
	final synchronized ShutdownReport.HandBack handedBack() {
		CompletableFuture<Void> handBack = this.handBack;
		if (handBack == NOTHING || (handBack == null && handingBack() == null)) {
			return ShutdownReport.HandBack.NONE;
		}
		if (handBack == null || !handBack.isDone()) {
			return ShutdownReport.HandBack.UNFINISHED;
		}
		return handBack.isCompletedExceptionally() ? ShutdownReport.HandBack.FAILURE : ShutdownReport.HandBack.SUCCESS;
	}

}
