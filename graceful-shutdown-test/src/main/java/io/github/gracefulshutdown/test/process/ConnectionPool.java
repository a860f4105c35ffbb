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
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Keep-alive connections to one process, used in turn so that each of them stays in use.
 */
final class ConnectionPool implements AutoCloseable {

	/**
	 * Well below the keep-alive timeout of any server: past it a server may close.
	 */
	private static final Duration MAX_IDLE = Duration.ofSeconds(8);

	private final int port;

	private final int size;

	private final Deque<RawConnection> idle = new ArrayDeque<>();

	private int open;

	private boolean closed;

	ConnectionPool(int port, int size) {
		this.port = port;
		this.size = size;
	}

	RawConnection acquire(Duration timeout) throws ExchangeException {
		RawConnection connection = pollIdle();
		if (connection != null) {
			return connection;
		}
		try {
			return RawConnection.open(this.port, timeout);
		}
		catch (ExchangeException ex) {
			forget();
			throw ex;
		}
	}

	/**
	 * Take an idle connection without opening another.
	 * @return the connection, or {@code null} if there is none
	 */
	synchronized @Nullable RawConnection poll() {
		closeExpired();
		return this.idle.pollFirst();
	}

	private synchronized @Nullable RawConnection pollIdle() {
		closeExpired();
		if (this.open >= this.size && !this.idle.isEmpty()) {
			return this.idle.removeFirst();
		}
		this.open++;
		return null;
	}

	private void closeExpired() {
		while (!this.idle.isEmpty() && this.idle.getFirst().idle().compareTo(MAX_IDLE) > 0) {
			this.idle.removeFirst().close();
			this.open--;
		}
	}

	synchronized void release(RawConnection connection, boolean reusable) {
		if (reusable && !this.closed) {
			this.idle.addLast(connection);
		}
		else {
			this.open--;
			connection.close();
		}
	}

	private synchronized void forget() {
		this.open--;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.idle.forEach(RawConnection::close);
		this.idle.clear();
	}

}
