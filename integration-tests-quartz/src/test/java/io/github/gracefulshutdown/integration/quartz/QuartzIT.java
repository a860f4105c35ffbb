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

package io.github.gracefulshutdown.integration.quartz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts in the middle of jobs that Quartz fires.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class QuartzIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern STARTED = Pattern.compile("Started QuartzApplication in ");

	@TempDir
	private Path directory;

	@Test
	void finishesEachRunOnce() throws Exception {
		ServiceLauncher first = launcher("--work=1s", "--spring.quartz.jdbc.initialize-schema=always");
		ServiceLauncher next = launcher("--work=1s", "--spring.quartz.jdbc.initialize-schema=never");
		for (ServiceLauncher launcher : List.of(first, next, next)) {
			try (ServiceProcess process = start(launcher)) {
				int begun = noted("begin").size();
				await(() -> noted("begin").size() > begun && noted("end").size() == noted("begin").size() - 1);
				List<String> before = noted("begin");
				process.terminate();
				assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isZero();
				assertThat(process.output().containing("active jobs: 1.")).hasSize(1);
				assertThat(process.output().containing("Shutdown CLEAN")).singleElement()
					.asString()
					.contains("jobs completed 1, interrupted 0");
				assertThat(noted("begin")).as("fired after the signal").isEqualTo(before);
				assertThat(noted("end")).as("finished").isEqualTo(before);
			}
		}
		assertThat(noted("begin")).doesNotHaveDuplicates();
		assertThat(noted("again")).as("not known as finished to the next process").isEmpty();
	}

	@Test
	void namesRunThatTakesTooLong() throws Exception {
		ServiceLauncher launcher = launcher("--work=50s", "--spring.quartz.jdbc.initialize-schema=always",
				"--graceful-shutdown.drain.timeout=500ms");
		try (ServiceProcess process = start(launcher)) {
			await(() -> !noted("begin").isEmpty());
			process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isOne();
			assertThat(process.output().containing("Cut job 'reports.export' (" + noted("begin").get(0) + ")"))
				.as(() -> process.output().toString())
				.hasSize(1);
			assertThat(noted("end")).isEmpty();
		}
	}

	private ServiceLauncher launcher(String... arguments) {
		return ServiceLauncher.of(QuartzApplication.class, this.directory, "quartz")
			.with("--ledger=" + ledger(), "--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("jobs"),
					"--spring.quartz.job-store-type=jdbc")
			.with(arguments);
	}

	private static ServiceProcess start(ServiceLauncher launcher) throws IOException, InterruptedException {
		ServiceProcess process = launcher.start();
		assertThat(process.output().await(STARTED, TIMEOUT)).as(() -> process.output().toString()).isPresent();
		return process;
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	private Path ledger() {
		return this.directory.resolve("ledger.txt").toAbsolutePath();
	}

	private List<String> noted(String what) throws IOException {
		if (!Files.exists(ledger())) {
			return List.of();
		}
		return Files.readAllLines(ledger())
			.stream()
			.filter((line) -> line.startsWith(what + " "))
			.map((line) -> line.substring(what.length() + 1))
			.toList();
	}

}
