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

package io.github.gracefulshutdown.sample.process;

import java.time.Duration;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;

/**
 * What a process tells of its requests in the endpoint for metrics.
 */
public final class RequestMetrics {

	private static final RawRequest ACTIVE = RawRequest.get("/actuator/metrics/graceful.shutdown.requests.active");

	private RequestMetrics() {
	}

	/**
	 * Wait until so many requests are active.
	 * @param service the process
	 * @param active how many
	 * @param timeout how long to wait
	 */
	public static void awaitActive(ServiceProcess service, int active, Duration timeout) throws InterruptedException {
		int port = service.managementPort();
		Awaitility.await()
			.atMost(timeout)
			.until(() -> RawConnection.exchangeOnce(port, ACTIVE, timeout)
				.text()
				.contains("\"value\":%d.0".formatted(active)));
	}

}
