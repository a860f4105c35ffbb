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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says goodbye to many clients, evenly spread over a second, so that they do not come
 * back elsewhere as one wave. None that is slow holds up the others.
 *
 * @since 1.0.0
 */
public final class Farewells {

	/**
	 * Over which they are spread where there are many.
	 */
	private static final Duration SPREAD = Duration.ofSeconds(1);

	/**
	 * Between two of them where there are few, who need not wait a second.
	 */
	private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

	/**
	 * How long to wait for those that are slow.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final ShutdownThreads threads = new ShutdownThreads(Thread.currentThread().getContextClassLoader());

	private final Executor reused = this.threads.reused();

	private final ShutdownClock clock;

	/**
	 * Creates an object that has nobody to part from.
	 * @param clock the clock
	 */
	public Farewells(ShutdownClock clock) {
		this.clock = clock;
	}

	/**
	 * Begins, and returns at once.
	 * @param farewells what to call, each on a thread of the shutdown; failures are the
	 * business of whoever wrote it
	 * @param then called when all have returned, or a second after the last has begun
	 */
	public void start(List<Runnable> farewells, Runnable then) {
		if (farewells.isEmpty()) {
			then.run();
			return;
		}
		this.threads.start(() -> {
			try {
				run(farewells);
			}
			finally {
				then.run();
			}
		});
	}

	private void run(List<Runnable> farewells) {
		WaitPoint returned = new WaitPoint(this.clock);
		AtomicInteger left = new AtomicInteger(farewells.size());
		long start = this.clock.nanoTime();
		long pause = Math.min(LONGEST_PAUSE.toNanos(), SPREAD.toNanos() / Math.max(1, farewells.size()));
		for (int i = 0; i < farewells.size(); i++) {
			new WaitPoint(this.clock).await(() -> false, start + i * pause);
			Runnable farewell = farewells.get(i);
			this.reused.execute(() -> {
				try {
					farewell.run();
				}
				finally {
					left.decrementAndGet();
					returned.wakeUp();
				}
			});
		}
		returned.await(() -> left.get() == 0, this.clock.nanoTime() + PATIENCE.toNanos());
	}

}
