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

package io.github.gracefulshutdown.sample.process;

import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadDriver;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.LoadReport;

/**
 * Takes orders, shows them, and keeps a ledger of those that were acknowledged.
 */
public final class OrderLoad implements AutoCloseable {

	private final OrderLedger ledger = new OrderLedger();

	private final LoadDriver driver;

	/**
	 * Create a load that does not run yet.
	 * @param balancer where to send requests
	 * @param profile how many and which
	 */
	public OrderLoad(Balancer balancer, LoadProfile profile) {
		this.driver = new LoadDriver(balancer, profile, new OrderTraffic(profile, this.ledger));
	}

	public OrderLoad start() {
		this.driver.start();
		return this;
	}

	/**
	 * Stop sending and wait for the answers that are still to come.
	 * @return what came of all requests
	 * @throws InterruptedException if interrupted while waiting
	 */
	public LoadReport stop() throws InterruptedException {
		return this.driver.stop();
	}

	public LoadReport report() {
		return this.driver.report();
	}

	public OrderLedger ledger() {
		return this.ledger;
	}

	@Override
	public void close() {
		this.driver.close();
	}

}
