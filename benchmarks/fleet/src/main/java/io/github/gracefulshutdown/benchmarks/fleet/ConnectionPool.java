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

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The keep-alive connections of one balancer to one instance, used in turn. Opens new
 * ones until it has as many as it is to hold, and while all of them are busy.
 */
final class ConnectionPool {

	private final int size;

	private final Deque<Connection> idle = new ArrayDeque<>();

	private int open;

	ConnectionPool(int size) {
		this.size = size;
	}

	/**
	 * Takes an idle connection.
	 * @param now the time
	 * @return the connection, or {@code null} if a new one is to be opened
	 */
	@Nullable Connection poll(long now) {
		closeExpired(now);
		return (this.open >= this.size) ? this.idle.pollFirst() : null;
	}

	/**
	 * Takes an idle connection however few there are.
	 * @param now the time
	 * @return the connection, or {@code null} if there is none
	 */
	@Nullable Connection pollAny(long now) {
		closeExpired(now);
		return this.idle.pollFirst();
	}

	Connection open(long expiresAt) {
		this.open++;
		return new Connection(expiresAt);
	}

	void release(Connection connection, boolean keep) {
		if (keep) {
			this.idle.addLast(connection);
		}
		else {
			this.open--;
		}
	}

	/**
	 * The idle connections turn out to be closed.
	 */
	void clear() {
		this.open -= this.idle.size();
		this.idle.clear();
	}

	boolean hasIdle(long now) {
		closeExpired(now);
		return !this.idle.isEmpty();
	}

	private void closeExpired(long now) {
		for (Connection first = this.idle.peekFirst(); first != null
				&& first.expiresAt() - now <= 0; first = this.idle.peekFirst()) {
			this.idle.removeFirst();
			this.open--;
		}
	}

	/**
	 * A connection.
	 *
	 * @param expiresAt when the client side closes it
	 */
	record Connection(long expiresAt) {

	}

}
