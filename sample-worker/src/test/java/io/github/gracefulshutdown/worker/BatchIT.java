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

package io.github.gracefulshutdown.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a runner has begun it ends, and a runner may end the application.
 */
@Tag("once")
class BatchIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Less than the drain may last, which is 5.3 s.
	 */
	private static final Duration SOON = Duration.ofSeconds(5);

	private static final Pattern BEGAN = Pattern.compile("Began the batch");

	private static final Pattern WAITS = Pattern.compile("Waits for ever");

	@TempDir
	private Path directory;

	@Test
	void runnerEndsWhatItHasBegun() throws Exception {
		try (ServiceProcess batch = start("--batch.milliseconds=3000")) {
			batch.terminate();
			assertThat(batch.awaitExit(TIMEOUT)).as("%s", batch.output()).isZero();
			assertThat(batch.output().containing("Shutting down after SIGTERM")).singleElement()
				.asString()
				.contains("active jobs: 1.");
			assertThat(batch.output().containing("Ended the batch")).hasSize(1);
			assertThat(batch.output().containing("Shutdown CLEAN")).singleElement()
				.asString()
				.contains("jobs completed 1");
		}
	}

	@Test
	void runnerThatDoesNotEndIsNamed() throws Exception {
		try (ServiceProcess batch = start("--batch.milliseconds=300000", "--graceful-shutdown.drain.timeout=1s")) {
			batch.terminate();
			assertThat(batch.awaitExit(TIMEOUT)).as("%s", batch.output()).isOne();
			assertThat(batch.output().containing("Cut job 'Batch.run' (main)")).as("%s", batch.output()).hasSize(1);
		}
	}

	@Test
	void runnerThatKeepsTheProcessAliveHoldsNothingUp() throws Exception {
		try (ServiceProcess batch = start("--batch.milliseconds=-1")) {
			assertThat(batch.output().await(WAITS, TIMEOUT)).as("%s", batch.output()).isPresent();
			batch.terminate();
			assertThat(batch.awaitExit(SOON)).as("%s", batch.output()).isZero();
			assertThat(batch.output().containing("active jobs: 0.")).hasSize(1);
		}
	}

	@Test
	void runnerMayEndTheApplication() throws Exception {
		try (ServiceProcess batch = start("--batch.milliseconds=0", "--batch.exit=7")) {
			assertThat(batch.awaitExit(SOON)).as("%s", batch.output()).isEqualTo(7);
			assertThat(batch.output().containing("Shutdown CLEAN")).hasSize(1);
		}
	}

	@Test
	void runnerMayEndTheApplicationAfterSignal() throws Exception {
		try (ServiceProcess batch = start("--batch.milliseconds=1500", "--batch.exit=7")) {
			batch.terminate();
			assertThat(batch.awaitExit(SOON)).as("%s", batch.output()).isIn(0, 7);
			assertThat(batch.output().containing("Ended the batch")).hasSize(1);
			assertThat(batch.output().containing("Shutdown CLEAN")).hasSize(1);
		}
	}

	private ServiceProcess start(String... arguments) throws Exception {
		ServiceProcess batch = ServiceLauncher.of(BatchApplication.class, this.directory, "batch")
			.with(arguments)
			.start();
		assertThat(batch.output().await(BEGAN, TIMEOUT)).as("%s", batch.output()).isPresent();
		return batch;
	}

}
