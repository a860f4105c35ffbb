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
import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.github.gracefulshutdown.test.process.ShutdownSummary;
import org.awaitility.Awaitility;

/**
 * The sample as a process, and what all tests ask of it.
 */
final class Sample {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	static final String LAME_DUCK_OF_1S = "--graceful-shutdown.lame-duck.min-duration=1s";

	static final String LAME_DUCK_OF_3S = "--graceful-shutdown.lame-duck.min-duration=3s";

	static final String NO_LAME_DUCK = "--graceful-shutdown.lame-duck.min-duration=0s";

	static final String NO_QUIET_PERIOD = "--graceful-shutdown.lame-duck.quiet-period=0s";

	static final String NEW_ORDER = "{\"item\":\"tea\",\"quantity\":2}";

	private Sample() {
	}

	static ServiceProcess start(Path directory, String... arguments) throws IOException, InterruptedException {
		return SampleLauncher.of(directory, "orders").with(arguments).start().awaitReady();
	}

	static RawResponse get(int port, String target) throws ExchangeException {
		return RawConnection.exchangeOnce(port, RawRequest.get(target), TIMEOUT);
	}

	/**
	 * Send a request and wait until the service works on it.
	 */
	static RawConnection begin(ServiceProcess service, String target) throws Exception {
		int before = active(service);
		RawConnection connection = RawConnection.open(service.port(), TIMEOUT);
		connection.send(RawRequest.get(target));
		Awaitility.await().atMost(TIMEOUT).until(() -> active(service) > before);
		return connection;
	}

	private static int active(ServiceProcess service) throws Exception {
		String text = get(service.managementPort(), "/actuator/shutdown-status").text();
		return Integer.parseInt(text.replaceFirst("(?s).*\"requests\":\\{\"active\":(\\d+).*", "$1"));
	}

	/**
	 * Wait until the signal has arrived: readiness refuses.
	 */
	static void awaitLameDuck(ServiceProcess service) throws InterruptedException {
		int port = service.managementPort();
		Awaitility.await().atMost(TIMEOUT).until(() -> get(port, "/actuator/health/readiness").status() == 503);
	}

	static ShutdownSummary summary(ServiceProcess service) {
		return ShutdownSummary.find(service.output())
			.orElseThrow(() -> new AssertionError("No summary in:\n" + service.output()));
	}

	static Duration lameDuck(ServiceProcess service) {
		return summary(service).stages().getOrDefault("LAME_DUCK", Duration.ZERO);
	}

}
