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
import java.util.Random;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every acknowledged order is fulfilled exactly once in the end, whenever the process is
 * stopped, and however. The program {@code JobRestarts} of the benchmarks does the same
 * for longer.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class JobQueueIT {

	private static final int RESTARTS = 4;

	private static final int KILLED = 2;

	@TempDir
	private Path directory;

	@Test
	@SuppressWarnings("try") // closed before the end as well
	void everyOrderIsFulfilledOnce(TestReporter reporter) throws Exception {
		long seed = System.nanoTime();
		reporter.publishEntry("seed", Long.toString(seed));
		Random random = new Random(seed);
		String database = this.directory.resolve("orders").toAbsolutePath().toString();
		QueueDatabase content = new QueueDatabase("jdbc:h2:file:" + database + ";IFEXISTS=TRUE");
		try (QueueProcess process = new QueueProcess(SampleLauncher.of(this.directory, "orders"), random).start();
				OrderStream orders = new OrderStream(process::port, random)) {
			for (int restart = 1; restart <= RESTARTS; restart++) {
				assertThat(process.work()).isTrue();
				if (restart == KILLED) {
					process.kill();
				}
				else {
					QueueProcess.Stop stop = process.stop();
					assertThat(stop.exitCode()).as(stop.log()).isEqualTo((stop.cut() > 0) ? 1 : 0);
					assertThat(content.taken("order-service")).as(stop.log()).isZero();
				}
				process.start();
			}
			orders.close();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> process.waiting() == 0);
			process.stop();
			assertThat(content.fulfilled()).doesNotHaveDuplicates()
				.containsExactlyInAnyOrderElementsOf(content.orders())
				.containsAll(orders.acknowledged());
			assertThat(orders.acknowledged()).hasSizeGreaterThan(RESTARTS);
			assertThat(content.handedBack()).isEqualTo(process.handedBack());
		}
	}

}
