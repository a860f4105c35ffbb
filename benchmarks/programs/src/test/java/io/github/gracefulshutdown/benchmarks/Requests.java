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

package io.github.gracefulshutdown.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * Single requests, and waiting between them.
 */
final class Requests {

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final int USED = 20;

	private Requests() {
	}

	/**
	 * Use a service a little, so that it is no longer new, and let it come to rest.
	 */
	static void use(ServiceProcess service, String target) throws ExchangeException, InterruptedException {
		for (int i = 0; i < USED; i++) {
			RawResponse response = RawConnection.exchangeOnce(service.port(), RawRequest.get(target), TIMEOUT);
			if (response.status() != 200) {
				throw new IllegalStateException("No answer but " + response);
			}
		}
		rest(service, Duration.ofSeconds(1));
	}

	static void rest(ServiceProcess service, Duration duration) throws InterruptedException {
		if (service.hasExitedWithin(duration)) {
			throw new IllegalStateException("Ended by itself:\n" + service.output());
		}
	}

	/**
	 * Wait until a time.
	 * @param nanos on the scale of {@link System#nanoTime()}
	 */
	static void awaitTime(long nanos) {
		for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
