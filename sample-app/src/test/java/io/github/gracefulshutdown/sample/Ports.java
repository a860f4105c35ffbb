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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.FailureKind;
import io.github.gracefulshutdown.test.process.RawConnection;
import org.awaitility.Awaitility;

/**
 * Ports of this machine.
 */
final class Ports {

	private Ports() {
	}

	static int findFree() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	static boolean isRefused(int port) {
		try {
			RawConnection.open(port, Duration.ofSeconds(2)).close();
			return false;
		}
		catch (ExchangeException ex) {
			return ex.kind() == FailureKind.CONNECTION_REFUSED;
		}
	}

	static void awaitRefusal(int port) {
		Awaitility.await().atMost(Sample.TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> isRefused(port));
	}

}
