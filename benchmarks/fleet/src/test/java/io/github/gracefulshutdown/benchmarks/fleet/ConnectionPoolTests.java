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

import io.github.gracefulshutdown.benchmarks.fleet.ConnectionPool.Connection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionPool}.
 */
class ConnectionPoolTests {

	private final ConnectionPool pool = new ConnectionPool(2);

	@Test
	void opensNewOnesUntilItHasEnough() {
		release(10, 10);
		assertThat(this.pool.poll(0)).isNotNull();
	}

	@Test
	void keepsFewerThanItIsToHoldInReserve() {
		release(10);
		assertThat(this.pool.poll(0)).isNull();
		assertThat(this.pool.pollAny(0)).isNotNull();
	}

	@Test
	void usesConnectionsInTurn() {
		release(10, 20);
		assertThat(this.pool.poll(0)).isEqualTo(new Connection(10));
		assertThat(this.pool.poll(0)).isEqualTo(new Connection(20));
	}

	@Test
	void closesConnectionsThatAreTooOld() {
		release(10);
		assertThat(this.pool.hasIdle(9)).isTrue();
		assertThat(this.pool.hasIdle(10)).isFalse();
	}

	@Test
	void forgetsThoseThatAreNotKept() {
		Connection connection = this.pool.open(10);
		this.pool.release(connection, false);
		release(10);
		assertThat(this.pool.poll(0)).isNull();
	}

	private void release(long... expirations) {
		for (long expiresAt : expirations) {
			this.pool.release(this.pool.open(expiresAt), true);
		}
	}

}
