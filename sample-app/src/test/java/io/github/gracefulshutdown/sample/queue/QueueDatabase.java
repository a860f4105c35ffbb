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

package io.github.gracefulshutdown.sample.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database says of orders and their fulfilment.
 *
 * @param url the JDBC URL
 */
public record QueueDatabase(String url) {

	/**
	 * The orders that were fulfilled, as often as they were.
	 * @return their ids
	 * @throws SQLException if it cannot be read
	 */
	public List<Long> fulfilled() throws SQLException {
		return read("select order_id from fulfilment");
	}

	/**
	 * All orders.
	 * @return their ids
	 * @throws SQLException if it cannot be read
	 */
	public List<Long> orders() throws SQLException {
		return read("select id from orders");
	}

	/**
	 * How many jobs are in the hands of a process.
	 * @param instance the name of the process
	 * @return the number
	 * @throws SQLException if it cannot be read
	 */
	public long taken(String instance) throws SQLException {
		return read("select count(*) from fulfilment_job where state = 'TAKEN' and taken_by = '%s'".formatted(instance))
			.get(0);
	}

	/**
	 * How often a job was handed back.
	 * @return the number
	 * @throws SQLException if it cannot be read
	 */
	public long handedBack() throws SQLException {
		return read("select coalesce(sum(handed_back), 0) from fulfilment_job").get(0);
	}

	private List<Long> read(String query) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(query)) {
			List<Long> values = new ArrayList<>();
			while (result.next()) {
				values.add(result.getLong(1));
			}
			return values;
		}
	}

}
