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

package io.github.gracefulshutdown.integration.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts in the middle of jobs of Spring Batch.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class BatchIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern STEP = Pattern.compile("Executing step: \\[load\\]");

	private static final String STATUS = "select status from batch_job_execution order by job_execution_id";

	private static final String NUMBERS = "select number from imported order by number";

	@TempDir
	private Path directory;

	@Test
	void stopsAfterItsChunkAndGoesOnInTheNextProcess() throws Exception {
		ServiceLauncher launcher = launcher("--numbers=400", "--graceful-shutdown.drain.timeout=4s");
		try (ServiceProcess process = start(launcher.with("--work=50ms"))) {
			process.terminate();
			// Ours, or what Spring Boot makes of STOPPED, if the application comes first
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isIn(1, 4);
			assertThat(process.output().containing("Told batch job 'import' (1) to stop")).hasSize(1);
			assertThat(process.output().containing("Cut job 'import' (1) after")).singleElement()
				.asString()
				.contains("it was handed back");
			assertThat(process.output().containing("Shutdown INCOMPLETE")).hasSize(1);
			assertThat(process.output().containing(" ERROR ")).isEmpty();
		}
		assertThat(jdbc().queryForList(STATUS, String.class)).containsExactly("STOPPED");
		List<Integer> imported = jdbc().queryForList(NUMBERS, Integer.class);
		assertThat(imported.size() % 5).as("whole chunks").isZero();
		assertThat(imported).hasSizeBetween(5, 395);
		try (ServiceProcess next = start(launcher.with("--work=0ms"))) {
			assertThat(next.awaitExit(TIMEOUT)).as(() -> next.output().toString()).isZero();
		}
		assertThat(jdbc().queryForList(STATUS, String.class)).containsExactly("STOPPED", "COMPLETED");
		assertThat(jdbc().queryForList(NUMBERS, Integer.class))
			.isEqualTo(IntStream.rangeClosed(1, 400).boxed().toList());
	}

	@Test
	void isFinishedWhereThereIsTime() throws Exception {
		try (ServiceProcess process = start(launcher("--numbers=60", "--work=50ms"))) {
			process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isZero();
			assertThat(process.output().containing("Shutting down after SIGTERM")).hasSize(1);
			assertThat(process.output().containing("Shutdown CLEAN")).hasSize(1);
		}
		assertThat(jdbc().queryForList(STATUS, String.class)).containsExactly("COMPLETED");
		assertThat(jdbc().queryForList(NUMBERS, Integer.class)).hasSize(60);
	}

	private ServiceLauncher launcher(String... arguments) {
		return ServiceLauncher.of(BatchApplication.class, this.directory, "batch")
			.with("--spring.datasource.url=" + database(), "--spring.datasource.username=sa",
					"--spring.datasource.password=", "--spring.batch.jdbc.initialize-schema=always")
			.with(arguments);
	}

	private static ServiceProcess start(ServiceLauncher launcher) throws IOException, InterruptedException {
		ServiceProcess process = launcher.start();
		assertThat(process.output().await(STEP, TIMEOUT)).as(() -> process.output().toString()).isPresent();
		return process;
	}

	private String database() {
		return "jdbc:h2:file:" + this.directory.resolve("jobs");
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(new DriverManagerDataSource(database(), "sa", ""));
	}

}
