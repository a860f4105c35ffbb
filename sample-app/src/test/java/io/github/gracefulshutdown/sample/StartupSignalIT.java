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
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code SIGTERM} before the application is ready: it ends by itself, soon, and cuts no
 * response.
 */
class StartupSignalIT {

	private static final int TERMINATED_BY_DEFAULT = 143;

	private static final Duration LIMIT = Duration.ofSeconds(15);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "Starting OrderServiceApplication", "Tomcat initialized", "HikariPool-1 - Start completed",
			"Tomcat started on port", "Started OrderServiceApplication" })
	void endsWhenSignalledAfter(String line) throws Exception {
		int port = Ports.findFree();
		try (ServiceProcess service = start(port)) {
			assertThat(service.output().await(Pattern.compile(line), Sample.TIMEOUT)).as("%s", service.output())
				.isPresent();
			assertEndsBySignal(service, port);
		}
	}

	@RepeatedTest(4)
	@Tag("once")
	void endsWhenSignalledAtAnyMoment(RepetitionInfo repetition) throws Exception {
		int port = Ports.findFree();
		try (ServiceProcess service = start(port)) {
			int moment = new Random(repetition.getCurrentRepetition()).nextInt(2500);
			assertThat(service.hasExitedWithin(Duration.ofMillis(moment))).as("%s", service.output()).isFalse();
			assertEndsBySignal(service, port);
		}
	}

	private ServiceProcess start(int port) throws Exception {
		return SampleLauncher.of(this.directory, "orders")
			.with("--server.port=" + port, Sample.LAME_DUCK_OF_1S, Sample.NO_QUIET_PERIOD)
			.start();
	}

	private static void assertEndsBySignal(ServiceProcess service, int port) throws Exception {
		AtomicInteger cut = new AtomicInteger();
		ScheduledExecutorService client = Executors.newScheduledThreadPool(1);
		try {
			client.scheduleWithFixedDelay(() -> probe(port, cut), 0, 10, TimeUnit.MILLISECONDS);
			service.terminate();
			assertThat(service.awaitExit(LIMIT)).isIn(0, TERMINATED_BY_DEFAULT);
		}
		finally {
			client.shutdownNow();
			assertThat(client.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(cut).hasValue(0);
		assertThat(service.output().containing("deadlock")).isEmpty();
	}

	private static void probe(int port, AtomicInteger cut) {
		try {
			int status = Sample.get(port, "/report?ms=0").status();
			// A server that starts although its end is near may say so
			if (status >= 500 && status != 503) {
				cut.incrementAndGet();
			}
		}
		catch (ExchangeException ex) {
			if (ex.kind() == FailureKind.TRUNCATED || ex.kind() == FailureKind.MALFORMED) {
				cut.incrementAndGet();
			}
		}
	}

}
