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

package io.github.gracefulshutdown.recycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownParticipant;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Begins a shutdown when the process has served as many requests, or as long, as it was
 * meant to. The last of these requests is served like any other.
 *
 * @since 1.0.0
 */
public final class Recycling implements ApplicationListener<ApplicationReadyEvent>, ShutdownParticipant {

	private final AtomicLong requests = new AtomicLong();

	private final AtomicBoolean over = new AtomicBoolean();

	private final RecycleLimits limits;

	private final ApplicationContext context;

	private final Runnable end;

	private final EventLog log;

	private final Uptime uptime;

	/**
	 * Creates an object that counts nothing yet.
	 * @param limits after how much
	 * @param context the application context
	 * @param end what begins the shutdown, on a thread of its own
	 * @param log where to say why
	 * @param clock the clock
	 */
	public Recycling(RecycleLimits limits, ApplicationContext context, Runnable end, EventLog log,
			ShutdownClock clock) {
		this.limits = limits;
		this.context = context;
		this.end = end;
		this.log = log;
		this.uptime = new Uptime(clock);
	}

	/**
	 * Counts requests from now on, if their number is limited.
	 * @param requests the requests
	 */
	public void count(ActiveRequests requests) {
		Long max = this.limits.maxRequests();
		if (max != null) {
			requests.onBegin(() -> {
				// One request only is the last
				if (this.requests.incrementAndGet() == max) {
					due("max-requests", max, "%d requests".formatted(max));
				}
			});
		}
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Duration max = this.limits.maxUptime();
		if (max != null && event.getApplicationContext() == this.context) {
			this.uptime.start(max, () -> due("max-uptime", max, "%ss".formatted(max.toSeconds())));
		}
	}

	@Override
	public void shutdownStarted() {
		this.over.set(true);
		this.uptime.end();
	}

	private void due(String limit, Object value, String text) {
		if (this.over.compareAndSet(false, true)) {
			this.log.write(LogEvent
				.info("recycle-due",
						"Recycling: the process has reached %s ('graceful-shutdown.recycle.%s', jitter included)"
							.formatted(text, limit))
				.with("limit", limit)
				.with("value", value.toString()));
			this.end.run();
		}
	}

}
