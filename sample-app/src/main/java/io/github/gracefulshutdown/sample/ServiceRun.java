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

package io.github.gracefulshutdown.sample;

import io.github.gracefulshutdown.ShutdownPhase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down when this process began, when it stopped and how many orders it left.
 */
@Component
class ServiceRun {

	private final JdbcClient jdbc;

	ServiceRun(JdbcClient jdbc) {
		this.jdbc = jdbc;
		jdbc.sql("insert into service_run (started_at) values (current_timestamp)").update();
	}

	@ShutdownPhase(value = 10, name = "record stop")
	void recordStop() {
		update("stopped_at = current_timestamp");
	}

	@ShutdownPhase(value = 20, name = "count orders", timeout = "3s")
	void countOrders() {
		update("orders_taken = (select count(*) from orders)");
	}

	private void update(String assignment) {
		this.jdbc.sql("update service_run set " + assignment + " where id = (select max(id) from service_run)")
			.update();
	}

}
