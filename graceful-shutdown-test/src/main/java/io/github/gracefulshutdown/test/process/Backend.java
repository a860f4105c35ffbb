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

package io.github.gracefulshutdown.test.process;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A process as the balancer sees it: a port, connections to it, and whether it is still
 * in the rotation.
 *
 * @since 1.0.0
 */
public final class Backend implements AutoCloseable {

	private final String name;

	private final int port;

	private final ConnectionPool connections;

	private volatile @Nullable Departure departure;

	Backend(String name, int port, int connections) {
		this.name = name;
		this.port = port;
		this.connections = new ConnectionPool(port, connections);
	}

	/**
	 * Return the name of the instance, the same for all its processes.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	public int port() {
		return this.port;
	}

	ConnectionPool connections() {
		return this.connections;
	}

	void leave(long signalledAt, Duration lag) {
		this.departure = new Departure(signalledAt, signalledAt + lag.toNanos());
	}

	boolean isInRotation() {
		Departure departure = this.departure;
		return departure == null || System.nanoTime() < departure.leavesAt();
	}

	/**
	 * Return the time since the process was told to stop.
	 * @return the time or {@code null}
	 */
	@Nullable Duration sinceSignal() {
		Departure departure = this.departure;
		return (departure != null) ? Duration.ofNanos(System.nanoTime() - departure.signalledAt()) : null;
	}

	@Override
	public void close() {
		this.connections.close();
	}

	// When the signal was sent and when the balancer notices.
	private record Departure(long signalledAt, long leavesAt) {
	}

}
