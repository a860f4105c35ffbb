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

import java.util.Objects;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps orders in the database: what a method wrote is committed when it returns.
 */
@Repository
class OrderRepository {

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	// The order, and what has to be done about it
	@Transactional
	Order add(String item, int quantity, long workMs) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("insert into orders (item, quantity) values (?, ?)").params(item, quantity).update(key, "id");
		long id = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.jdbc.sql("insert into fulfilment_job (order_id, work_ms) values (?, ?)").params(id, workMs).update();
		return new Order(id, item, quantity);
	}

	Optional<Order> find(long id) {
		return this.jdbc.sql("select * from orders where id = ?").param(id).query(Order.class).optional();
	}

	long count() {
		return this.jdbc.sql("select count(*) from orders").query(Long.class).single();
	}

	record Order(long id, String item, int quantity) {
	}

}
