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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Two instances share the queue in a database of PostgreSQL, and are stopped in turn.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class PostgresQueueIT {

	@TempDir
	private Path directory;

	@BeforeAll
	static void lookForPostgres() {
		boolean installed = PostgresServer.programs().isPresent();
		if (System.getenv("POSTGRESQL_REQUIRED") != null) {
			assertThat(installed).as("PostgreSQL is installed").isTrue();
		}
		assumeThat(installed).as("SKIPPED: PostgreSQL is not installed (package postgresql)").isTrue();
	}

	@Test
	@SuppressWarnings("try") // closed before the end as well
	void everyOrderIsFulfilledOnceByEither(TestReporter reporter) throws Exception {
		long seed = System.nanoTime();
		reporter.publishEntry("seed", Long.toString(seed));
		Random random = new Random(seed);
		try (PostgresServer server = new PostgresServer();
				QueueProcess one = process(server, "one", random).start();
				QueueProcess other = process(server, "other", random).start();
				OrderStream orders = new OrderStream(() -> (random.nextBoolean() ? one : other).port(), random)) {
			QueueDatabase content = new QueueDatabase(server.url());
			for (QueueProcess process : List.of(one, other)) {
				assertThat(process.work()).isTrue();
				QueueProcess.Stop stop = process.stop();
				assertThat(stop.exitCode()).as(stop.log()).isEqualTo((stop.cut() > 0) ? 1 : 0);
				assertThat(content.taken((process == one) ? "one" : "other")).as(stop.log()).isZero();
				process.start();
			}
			one.kill();
			one.start();
			orders.close();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> other.waiting() == 0);
			assertThat(content.fulfilled()).doesNotHaveDuplicates()
				.containsExactlyInAnyOrderElementsOf(content.orders())
				.containsAll(orders.acknowledged());
			assertThat(orders.acknowledged()).isNotEmpty();
		}
	}

	private QueueProcess process(PostgresServer server, String name, Random random) {
		return new QueueProcess(SampleLauncher.of(this.directory, name)
			.with("--spring.profiles.active=postgresql", "--orders.instance=" + name)
			.withEnvironment("ORDERS_URL", server.url()), random);
	}

}
