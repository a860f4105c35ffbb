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
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each process says how the one before it has ended, however that was.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class PreviousIT {

	private static final Pattern PREVIOUS = Pattern.compile("\"previous\":\\{\"outcome\":\"([A-Z]+)\"(.*?)\\}");

	@TempDir
	private Path directory;

	@Test
	void tellsTheEndOfTheProcessBefore() throws Exception {
		try (ServiceProcess first = start()) {
			assertThat(previous(first)).isEqualTo("none");
			first.terminate();
			assertThat(first.awaitExit(Sample.TIMEOUT)).isZero();
		}
		try (ServiceProcess afterClean = start()) {
			assertThat(previous(afterClean)).isEqualTo("CLEAN");
			assertThat(metrics(afterClean)).contains(
					"graceful_shutdown_previous{outcome=\"clean\",trigger=\"sigterm\"} 1.0",
					"graceful_shutdown_previous_duration_seconds", "graceful_shutdown_previous_timestamp_seconds");
			afterClean.signal("KILL");
			afterClean.awaitExit(Sample.TIMEOUT);
		}
		try (ServiceProcess afterKill = start()) {
			assertThat(previous(afterKill)).isEqualTo("KILLED");
			assertThat(metrics(afterKill))
				.contains("graceful_shutdown_previous{outcome=\"killed\",trigger=\"none\"} 1.0");
			assertThat(afterKill.output().containing("WARN ")).singleElement()
				.asString()
				.contains("The previous process was KILLED while it ran", "out of memory");
		}
	}

	@Test
	void tellsThatTheProcessBeforeHasCutSomething() throws Exception {
		try (ServiceProcess first = start(); RawConnection active = Sample.begin(first, "/report?ms=30000")) {
			first.terminate();
			assertThat(active.receive(Sample.TIMEOUT).status()).isEqualTo(503);
			assertThat(first.awaitExit(Sample.TIMEOUT)).isEqualTo(1);
		}
		try (ServiceProcess afterCut = start(); RawConnection active = Sample.begin(afterCut, "/report?ms=30000")) {
			assertThat(previous(afterCut)).isEqualTo("INCOMPLETE");
			afterCut.signal("INT");
			Ports.awaitRefusal(afterCut.port());
			afterCut.signal("INT");
			assertThat(afterCut.awaitExit(Sample.TIMEOUT)).isEqualTo(130);
			assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> active.receive(Sample.TIMEOUT));
		}
		try (ServiceProcess afterForced = start()) {
			assertThat(previous(afterForced)).isEqualTo("FORCED");
		}
	}

	private ServiceProcess start() throws Exception {
		return Sample.start(this.directory, Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD,
				"--graceful-shutdown.drain.timeout=2s",
				"--graceful-shutdown.report.directory=" + this.directory.resolve("reports"));
	}

	private static String previous(ServiceProcess service) throws Exception {
		Matcher previous = PREVIOUS.matcher(Sample.get(service.port(), "/actuator/shutdown-status").text());
		if (!previous.find()) {
			return "none";
		}
		String at = previous.group(2).replaceFirst(".*\"at\":\"([^\"]*)\".*", "$1");
		assertThat(Instant.parse(at)).isBetween(Instant.now().minusSeconds(120), Instant.now());
		return previous.group(1);
	}

	private static String metrics(ServiceProcess service) throws Exception {
		return Sample.get(service.port(), "/actuator/prometheus").text();
	}

}
