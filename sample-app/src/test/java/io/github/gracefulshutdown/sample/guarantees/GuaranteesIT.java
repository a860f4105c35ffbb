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

package io.github.gracefulshutdown.sample.guarantees;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.sample.process.RequestMetrics;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.OutputLine;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What holds whatever an application consists of, and whatever of it is broken.
 */
@Execution(ExecutionMode.CONCURRENT)
class GuaranteesIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "/use", "/use-callable" })
	void nothingIsStoppedUnderRequest(String path) throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=1s")) {
			// Ends in the drain, which is at least half a second after the lame duck
			RawConnection inDrain = begin(service, path + "?ms=2500");
			service.terminate();
			awaitOutput(service, "Shutting down after SIGTERM");
			RawResponse inLameDuck = RawConnection.exchangeOnce(service.port(), RawRequest.get(path + "?ms=0"),
					TIMEOUT);
			assertThat(inLameDuck.text()).isEqualTo("worked scheduled queried");
			RawResponse drained = inDrain.receive(TIMEOUT);
			assertThat(drained.text()).isEqualTo("worked scheduled queried");
			assertThat(drained.saysClose()).isTrue();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertOrder(service, "The worker stopped", "The last task ran", "Shutdown CLEAN", "A foreign hook began");
		}
	}

	@Test
	void brokenTasksStopNothingElse() throws Exception {
		try (ServiceProcess service = start("--broken=tasks")) {
			service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isEqualTo(1);
			assertOrder(service, "Cleanup task 'failing' of phase 1 failed",
					"Cleanup task 'hanging' of phase 1 did not end", "The last task ran", "Shutdown INCOMPLETE");
		}
	}

	@Test
	void hangingListenerStopsNothingElse() throws Exception {
		try (ServiceProcess service = start("--broken=listener")) {
			service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertOrder(service, "HangingListener.shutdownStarted did not return within 1.00s", "The last task ran",
					"Shutdown CLEAN");
		}
	}

	@Test
	void applicationThatNeverBecameReadyHasNoLameDuck() throws Exception {
		try (ServiceProcess service = launch("--broken=runner", "--graceful-shutdown.lame-duck.min-duration=10s")) {
			awaitOutput(service, "The runner hangs");
			service.terminate();
			assertThat(service.awaitExit(TIMEOUT)).isZero();
			assertOrder(service, "Shutting down after SIGTERM", "The last task ran", "lame duck 0.00s");
		}
	}

	@Test
	void exitKeepsItsCodeAndHasNoLameDuck() throws Exception {
		try (ServiceProcess service = start("--graceful-shutdown.lame-duck.min-duration=10s")) {
			RawConnection.exchangeOnce(service.port(), RawRequest.get("/exit?code=7"), TIMEOUT);
			assertThat(service.awaitExit(TIMEOUT)).isEqualTo(7);
			assertOrder(service, "Shutting down after CONTEXT_CLOSED", "The last task ran", "lame duck 0.00s");
		}
	}

	private RawConnection begin(ServiceProcess service, String target) throws Exception {
		RawConnection connection = RawConnection.open(service.port(), TIMEOUT);
		connection.send(RawRequest.get(target));
		RequestMetrics.awaitActive(service, 1, TIMEOUT);
		return connection;
	}

	private ServiceProcess start(String... arguments) throws IOException, InterruptedException {
		return launch(arguments).awaitReady();
	}

	private ServiceProcess launch(String... arguments) throws IOException {
		return SampleLauncher.of(GuaranteesApplication.class, this.directory, "guarantees")
			.with("--graceful-shutdown.lame-duck.min-duration=0s", "--graceful-shutdown.lame-duck.quiet-period=0s")
			.with(arguments)
			.start();
	}

	private static void awaitOutput(ServiceProcess service, String text) {
		await().atMost(TIMEOUT).until(() -> !service.output().containing(text).isEmpty());
	}

	private static void assertOrder(ServiceProcess service, String... texts) {
		List<String> lines = service.output().lines().stream().map(OutputLine::text).toList();
		int last = -1;
		for (String text : texts) {
			int index = -1;
			for (int i = 0; i < lines.size() && index < 0; i++) {
				index = lines.get(i).contains(text) ? i : -1;
			}
			assertThat(index).as("'%s' in %s", text, lines).isGreaterThan(last);
			last = index;
		}
	}

}
