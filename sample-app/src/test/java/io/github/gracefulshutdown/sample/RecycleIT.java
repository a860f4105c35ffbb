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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that recycles itself: no request notices.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class RecycleIT {

	@TempDir
	private Path directory;

	@Test
	void shutsDownAfterRequestsAndAnswersAll() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, "--graceful-shutdown.recycle.max-requests=20",
				Sample.LAME_DUCK_OF_3S, Sample.NO_QUIET_PERIOD)) {
			assertThat(load(service.port(), 19)).containsOnly(200);
			assertThat(service.output().containing("Recycling")).isEmpty();
			assertThat(load(service.port(), 30)).containsOnly(200);
			assertRecycles(service, "20 requests ('graceful-shutdown.recycle.max-requests'");
			assertThat(Sample.lameDuck(service)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
		}
	}

	@Test
	void shutsDownAfterTime() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, "--graceful-shutdown.recycle.max-uptime=2s",
				Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD)) {
			assertThat(load(service.port(), 30)).containsOnly(200);
			assertRecycles(service, "2s ('graceful-shutdown.recycle.max-uptime'");
		}
	}

	private static void assertRecycles(ServiceProcess service, String limit) throws InterruptedException {
		assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
		assertThat(service.output().containing("Recycling: the process has reached " + limit)).hasSize(1);
		assertThat(service.output().containing("Shutting down after RECYCLE")).hasSize(1);
	}

	private static List<Integer> load(int port, int requests) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Integer>> calls = new ArrayList<>();
			for (int i = 0; i < requests; i++) {
				calls.add(() -> Sample.get(port, "/report?ms=10").status());
			}
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> status : clients.invokeAll(calls)) {
				statuses.add(status.get());
			}
			return statuses;
		}
		finally {
			clients.shutdownNow();
		}
	}

}
