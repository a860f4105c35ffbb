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

package io.github.gracefulshutdown.metrics;

import java.time.Duration;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LastLook;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.Texts;
import io.github.gracefulshutdown.WaitPoint;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Keeps the drain from ending until somebody has scraped the final numbers once. Not
 * where nobody is expected to: after Ctrl-C, after {@code close()}, and where the
 * application was never ready.
 *
 * @since 1.0.0
 */
public final class LastScrape implements LastLook {

	private final GracefulShutdown shutdown;

	private final EventLog log;

	private final ShutdownClock clock;

	private final WaitPoint scraped;

	private volatile boolean ready;

	private volatile boolean expected;

	private volatile boolean seen;

	/**
	 * Creates an object that nobody has looked at.
	 * @param shutdown the shutdown
	 * @param log where to say how long it took
	 * @param clock the clock
	 */
	public LastScrape(GracefulShutdown shutdown, EventLog log, ShutdownClock clock) {
		this.shutdown = shutdown;
		this.log = log;
		this.clock = clock;
		this.scraped = new WaitPoint(clock);
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		this.ready = true;
	}

	/**
	 * Whether the numbers are final, and waited with. A scrape that began before does not
	 * count.
	 * @return whether a scrape that begins now is the last one
	 */
	boolean isExpected() {
		return this.expected;
	}

	/**
	 * The answer to the last scrape was sent.
	 */
	void seen() {
		this.seen = true;
		this.scraped.wakeUp();
	}

	@Override
	public void await(Duration available) {
		ShutdownTrigger trigger = this.shutdown.report().trigger();
		if (!this.ready || trigger == null || !trigger.type().allowsLameDuck()) {
			return;
		}
		long start = this.clock.nanoTime();
		this.expected = true;
		boolean seen = this.scraped.await(() -> this.seen, start + available.toNanos());
		Duration waited = Duration.ofNanos(this.clock.nanoTime() - start);
		this.log.write(seen ? scraped(waited) : missed(waited));
	}

	private static LogEvent scraped(Duration waited) {
		return LogEvent.info("last-scrape", "The final numbers were scraped after %s".formatted(Texts.seconds(waited)))
			.with("waited", waited);
	}

	private static LogEvent missed(Duration waited) {
		return LogEvent
			.warn("last-scrape-missed",
					("Nobody scraped the final numbers in %s, and they are lost. See that Prometheus still knows the"
							+ " process while it stops, let the scrape interval be shorter than that, or do without"
							+ " 'graceful-shutdown.metrics.await-scrape'")
						.formatted(Texts.seconds(waited)))
			.with("waited", waited);
	}

}
