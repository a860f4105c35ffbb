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

package io.github.gracefulshutdown.sample.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a signal comes, everything that the frameworks need to obey it has been read from
 * their jars, which a deployment may have replaced.
 */
public abstract class RehearsalGuarantees {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern FRAMEWORK = Pattern.compile(
			"(io\\.github\\.gracefulshutdown\\.(?!sample\\.|integration\\.)|org\\.springframework\\.|org\\.apache\\."
					+ "|io\\.netty\\.|reactor\\.).*");

	// Made up at run time, from classes that are loaded
	private static final String LAMBDA = "$$Lambda";

	// Tomcat's class loader of the application has its bytes defined anew each time
	private static final String DEFINED_ANEW = "org.apache.catalina.loader.JdbcLeakPrevention";

	// The last one on the list
	private static final String REHEARSED = "org.springframework.util.FileSystemUtils$1 ";

	@TempDir
	private Path directory;

	/**
	 * The application.
	 * @param directory where it runs
	 * @return how to start it
	 */
	protected abstract ServiceLauncher launcher(Path directory);

	@Test
	void loadsNoClassOfTheFrameworksAfterTheSignal() throws Exception {
		Path log = this.directory.resolve("classes.log");
		try (ServiceProcess service = launcher(this.directory)
			.withJvmOptions("-Xlog:class+load:file=%s:none".formatted(log))
			.with("--graceful-shutdown.lame-duck.min-duration=0s", "--graceful-shutdown.lame-duck.quiet-period=0s")
			.start()
			.awaitReady()) {
			Awaitility.await()
				.atMost(TIMEOUT)
				.until(() -> Files.readAllLines(log).stream().anyMatch((line) -> line.startsWith(REHEARSED)));
			int before = Files.readAllLines(log).size();
			service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			List<String> loaded = Files.readAllLines(log);
			assertThat(loaded.subList(before, loaded.size())).isNotEmpty()
				.filteredOn((line) -> FRAMEWORK.matcher(line).matches())
				.filteredOn((line) -> !line.contains(LAMBDA) && !line.startsWith(DEFINED_ANEW))
				.isEmpty();
		}
	}

}
