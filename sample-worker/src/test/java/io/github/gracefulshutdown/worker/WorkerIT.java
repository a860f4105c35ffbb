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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a packaged application without a web server has accepted is done before it ends,
 * or named.
 */
@Tag("once")
class WorkerIT {

	private static final Path JAR = Path.of(System.getProperty("worker.jar")).toAbsolutePath();

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	@Test
	void archiveHasNeitherWebServerNorEmptyJar() throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			List<String> libraries = jar.stream()
				.map(ZipEntry::getName)
				.filter((name) -> name.startsWith("BOOT-INF/lib/"))
				.toList();
			assertThat(libraries).anyMatch((name) -> name.contains("/graceful-shutdown-autoconfigure-"))
				.noneMatch((name) -> name
					.matches(".*/(spring-web|graceful-shutdown-starter|tomcat|jakarta\\.servlet|netty|jetty).*"));
		}
	}

	@Test
	void endsEverythingThatItHasAccepted() throws Exception {
		try (ServiceProcess worker = start()) {
			assertThat(stop(worker)).isZero();
			assertThat(worker.output().containing("Ended ")).containsExactlyInAnyOrder("Ended import 5",
					"Ended export 1", "Ended export 2", "Ended export 3", "Ended export 4", "Ended export 5",
					"Ended tidying up");
			assertThat(worker.output().containing("The loop ended")).hasSize(1);
			ShutdownSummary summary = ShutdownSummary.find(worker.output()).orElseThrow();
			assertThat(summary.outcome()).isEqualTo("CLEAN");
			assertThat(summary.text()).contains("after SIGTERM").contains("jobs completed 7, interrupted 0");
		}
	}

	@Test
	void namesWhatDoesNotEnd() throws Exception {
		try (ServiceProcess worker = start("--worker.duration=5m", "--graceful-shutdown.drain.timeout=1s")) {
			assertThat(stop(worker)).isEqualTo(1);
			assertThat(worker.output().containing("Ended ")).isEmpty();
			assertThat(worker.output().containing("Began export ")).hasSize(2);
			assertThat(worker.output().containing("Handed back import 5")).hasSize(1);
			assertThat(worker.output().containing("Cut job ")).hasSize(4)
				.anyMatch((line) -> line.contains("'import' (5) after ") && line.contains("it was handed back"))
				.anyMatch((line) -> line.contains("'Exporter.export' (task-1) after "))
				.anyMatch((line) -> line.contains("'Exporter.export' (task-2) after "))
				.anyMatch((line) -> line.contains("'TidyUp.tidyUp' (scheduling-1) after "));
			assertThat(worker.output().containing("3 jobs that waited for a thread never ran")).hasSize(1);
			ShutdownSummary summary = ShutdownSummary.find(worker.output()).orElseThrow();
			assertThat(summary.outcome()).isEqualTo("INCOMPLETE");
			assertThat(summary.text()).contains("jobs completed 0, interrupted 4");
		}
	}

	private ServiceProcess start(String... arguments) throws IOException {
		ServiceProcess worker = ServiceLauncher.of(JAR, this.directory, "worker").with(arguments).start();
		// All that can: one import, two of five exports, one run of the schedule
		await().atMost(TIMEOUT).until(() -> worker.output().containing("Began ").size() == 4);
		await().atMost(TIMEOUT).until(() -> !worker.output().containing("Started WorkerApplication").isEmpty());
		return worker;
	}

	private static int stop(ServiceProcess worker) throws InterruptedException {
		long begin = worker.terminate();
		int exitCode = worker.awaitExit(TIMEOUT);
		assertThat(Duration.ofNanos(worker.exitedAt().join() - begin)).isLessThan(GRACE_PERIOD);
		return exitCode;
	}

}
