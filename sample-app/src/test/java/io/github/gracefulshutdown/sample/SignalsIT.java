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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The signals that stop a service.
 */
class SignalsIT {

	private static final int SIGHUP = 1;

	private static final int SIGINT = 2;

	@TempDir
	private Path directory;

	@Test
	void interruptLeavesAtOnce() throws Exception {
		assumeThat(isIgnored(SIGINT)).isFalse();
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_3S)) {
			service.signal("INT");
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.summary(service).text()).contains("after SIGINT");
			assertThat(Sample.lameDuck(service)).isZero();
			assertThat(Sample.summary(service).total()).isLessThan(Duration.ofSeconds(3));
		}
	}

	@Test
	void hangUpIsLikeTerminate() throws Exception {
		assumeThat(isIgnored(SIGHUP)).isFalse();
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD)) {
			service.signal("HUP");
			Sample.awaitLameDuck(service);
			assertThat(Sample.get(service.port(), "/report?ms=0").status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.summary(service).text()).contains("after SIGHUP");
			assertThat(Sample.lameDuck(service)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
		}
	}

	@Test
	void furtherTerminatesJoinTheFirst() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD)) {
			for (int i = 0; i < 5; i++) {
				service.terminate();
			}
			Sample.awaitLameDuck(service);
			service.terminate();
			service.terminate();
			assertThat(Sample.get(service.port(), "/report?ms=0").status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.lameDuck(service)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
			assertThat(service.output().containing("Shutting down after SIGTERM")).hasSize(1);
			assertThat(service.output().containing("Shutdown CLEAN in ")).hasSize(1);
			assertThat(OrderDatabase.read(this.directory, "select count(*) from service_run where stopped_at is null"))
				.isZero();
		}
	}

	// A process inherits ignored signals, from nohup or a shell's background job
	// for example, and the JVM then leaves them ignored.
	private static boolean isIgnored(int signal) throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.isReadable(status)) {
			return false;
		}
		String line = Files.readAllLines(status).stream().filter((text) -> text.startsWith("SigIgn:")).findAny().get();
		return (Long.parseUnsignedLong(line.substring(7).trim(), 16) >> (signal - 1) & 1) == 1;
	}

}
