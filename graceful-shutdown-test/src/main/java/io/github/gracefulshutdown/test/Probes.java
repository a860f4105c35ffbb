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

package io.github.gracefulshutdown.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again whether a process is ready, and whether it accepts connections, as
 * load balancers do.
 */
final class Probes implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

	private final int port;

	private final int managementPort;

	private final String readiness;

	private final Thread thread = new Thread(this::run, "probes");

	private volatile boolean stopped;

	private volatile long unreadyAt;

	private volatile long refusedAt;

	Probes(ServiceProcess process, String readiness) throws InterruptedException {
		this.port = process.port();
		this.managementPort = process.managementPort();
		this.readiness = readiness;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		while (!this.stopped && this.refusedAt == 0) {
			if (this.unreadyAt == 0 && isUnready()) {
				this.unreadyAt = System.nanoTime();
			}
			if (isRefused()) {
				this.refusedAt = System.nanoTime();
			}
			LockSupport.parkNanos(INTERVAL);
		}
	}

	private boolean isUnready() {
		try {
			return RawConnection.exchangeOnce(this.managementPort, RawRequest.get(this.readiness), TIMEOUT)
				.status() == 503;
		}
		catch (ExchangeException ex) {
			return false;
		}
	}

	private boolean isRefused() {
		try {
			RawConnection.open(this.port, TIMEOUT).close();
			return false;
		}
		catch (ExchangeException ex) {
			return ex.kind() == FailureKind.CONNECTION_REFUSED;
		}
	}

	/**
	 * Returns what was seen so far.
	 * @param signalledAt when the signal was sent
	 * @return the times since then
	 */
	Seen since(long signalledAt) {
		return new Seen(since(this.unreadyAt, signalledAt), since(this.refusedAt, signalledAt));
	}

	private static @Nullable Duration since(long at, long signalledAt) {
		return (at != 0) ? Duration.ofNanos(at - signalledAt) : null;
	}

	@Override
	public void close() {
		this.stopped = true;
	}

	/**
	 * What was seen, since the signal.
	 *
	 * @param unready when readiness first answered 503, or {@code null}
	 * @param refused when a connection was first refused, or {@code null}
	 */
	record Seen(@Nullable Duration unready, @Nullable Duration refused) {

		boolean isInOrder() {
			return this.unready != null && (this.refused == null || this.unready.compareTo(this.refused) < 0);
		}

	}

}
