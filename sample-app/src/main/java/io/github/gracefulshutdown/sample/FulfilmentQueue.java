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

import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The orders that are to be fulfilled, in the database, so that none is lost with a
 * process. Each change is tied to the state that it expects: whoever comes too late
 * changes nothing.
 */
@Repository
class FulfilmentQueue {

	private static final String IS_OURS = " where order_id = ? and state = 'TAKEN' and taken_by = ?";

	private final JdbcClient jdbc;

	private final String instance;

	FulfilmentQueue(JdbcClient jdbc, @Value("${orders.instance}") String instance) {
		this.jdbc = jdbc;
		this.instance = instance;
		// Left behind by a process of this name that was killed
		jdbc.sql("update fulfilment_job set state = 'NEW' where state = 'TAKEN' and taken_by = ?")
			.param(instance)
			.update();
	}

	// The oldest order that nobody has taken; other instances skip it meanwhile
	@Transactional
	Optional<FulfilmentJob> take() {
		Optional<FulfilmentJob> job = this.jdbc
			.sql("select order_id, work_ms from fulfilment_job where state = 'NEW'"
					+ " order by order_id limit 1 for update skip locked")
			.query(FulfilmentJob.class)
			.optional();
		job.ifPresent(
				(taken) -> this.jdbc.sql("update fulfilment_job set state = 'TAKEN', taken_by = ? where order_id = ?")
					.params(this.instance, taken.orderId())
					.update());
		return job;
	}

	@Transactional
	void complete(FulfilmentJob job) {
		if (update("state = 'DONE'", job)) {
			this.jdbc.sql("insert into fulfilment (order_id, fulfilled_by) values (?, ?)")
				.params(job.orderId(), this.instance)
				.update();
		}
	}

	// Whether it was still ours
	boolean handBack(FulfilmentJob job) {
		return update("state = 'NEW', handed_back = handed_back + 1", job);
	}

	private boolean update(String assignments, FulfilmentJob job) {
		return this.jdbc.sql("update fulfilment_job set " + assignments + IS_OURS)
			.params(job.orderId(), this.instance)
			.update() == 1;
	}

	long waiting() {
		return this.jdbc.sql("select count(*) from fulfilment_job where state <> 'DONE'").query(Long.class).single();
	}

	record FulfilmentJob(long orderId, long workMs) {
	}

}
