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

import java.util.random.RandomGenerator;

import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.Traffic;

/**
 * Makes the requests of a mixed load and knows the answers they must get.
 */
final class OrderTraffic implements Traffic {

	private final LoadProfile profile;

	private final OrderLedger ledger;

	OrderTraffic(LoadProfile profile, OrderLedger ledger) {
		this.profile = profile;
		this.ledger = ledger;
	}

	@Override
	public Call next(String instance, RandomGenerator random) {
		int dice = random.nextInt(100);
		int reports = this.profile.reportPercent();
		int asyncReports = this.profile.asyncReportPercent();
		if (dice < reports) {
			return report("/report", random);
		}
		if (dice < reports + asyncReports) {
			return report("/report-async", random);
		}
		OrderLedger.Entry known = (dice % 2 == 0) ? this.ledger.random(instance, random) : null;
		return (known != null) ? show(known) : take(instance, random);
	}

	private Call report(String path, RandomGenerator random) {
		long millis = random.nextLong(10, Math.max(11, this.profile.longestReport().toMillis()));
		return new Call("GET " + path, RawRequest.get(path + "?ms=" + millis),
				(response) -> response.text().startsWith("{\"orders\":") ? null : "no report: " + response);
	}

	private static Call show(OrderLedger.Entry order) {
		return new Call("GET /orders/{id}", RawRequest.get("/orders/" + order.id()), order::mismatch);
	}

	private Call take(String instance, RandomGenerator random) {
		String item = "item-" + Long.toHexString(random.nextLong());
		int quantity = random.nextInt(1, 100);
		String json = "{\"item\":\"" + item + "\",\"quantity\":" + quantity + "}";
		return new Call("POST /orders", RawRequest.post("/orders", json),
				(response) -> this.ledger.acknowledge(instance, item, quantity, response));
	}

}
