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
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what blocks on a thread of its own.
 */
public final class Background {

	/**
	 * After which a test gives up.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(10);

	private Background() {
	}

	/**
	 * Runs something.
	 * @param runnable what to run
	 * @return its end
	 */
	public static CompletableFuture<Void> run(Runnable runnable) {
		return CompletableFuture.runAsync(runnable, Background::start);
	}

	/**
	 * Waits until something has ended.
	 * @param future what was {@link #run(Runnable) run}
	 */
	public static void join(CompletableFuture<?> future) {
		assertThat(future).succeedsWithin(PATIENCE);
	}

	/**
	 * Waits for a latch, also if interrupted.
	 * @param latch the latch
	 */
	public static void await(CountDownLatch latch) {
		boolean interrupted = false;
		while (true) {
			try {
				assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private static void start(Runnable runnable) {
		Thread thread = new Thread(runnable, "background");
		thread.setDaemon(true);
		thread.start();
	}

}
