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

package io.github.gracefulshutdown.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients that a server can do without.
 */
final class HostileClients {

	private static final int FLOOD = 500;

	private static final long FLOOD_INTERVAL = 2;

	private static final int SLOW_BYTES = 100;

	private static final int SLOW_BUFFER = 4096;

	private static final long SLOW_INTERVAL = 100;

	private static final Duration MOMENT = Duration.ofMillis(150);

	private HostileClients() {
	}

	static void readSlowly(Target target) throws Exception {
		Socket socket = send(target, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
		Thread reader = new Thread(() -> readSlowly(socket), "slow-client");
		reader.setDaemon(true);
		reader.start();
	}

	private static void readSlowly(Socket socket) {
		try {
			for (int i = 0; i < SLOW_BYTES && socket.getInputStream().read() >= 0; i++) {
				pause(SLOW_INTERVAL);
			}
		}
		catch (IOException ex) {
			// The server has lost patience
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static void reset(Target target) throws Exception {
		Socket waiting = send(target, "GET /wait?id=reset&ms=600 HTTP/1.1\r\nHost: localhost\r\n\r\n");
		Socket reading = send(target, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
		pause(MOMENT.toMillis());
		for (Socket socket : new Socket[] { waiting, reading }) {
			socket.setSoLinger(true, 0);
			socket.close();
		}
	}

	static void sendHalfHead(Target target) throws Exception {
		send(target, "GET /quick?id=half HTTP/1.1\r\nHost: local");
	}

	static void sendHalfBody(Target target) throws Exception {
		send(target, "POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
				+ "Content-Length: 100\r\n\r\nhalf of it");
	}

	static void flood(Target target) throws Exception {
		pause(target.lameDuck().toMillis() / 2);
		for (int i = 0; i < FLOOD; i++) {
			Socket socket = new Socket();
			target.keep(socket);
			try {
				socket.connect(address(target), (int) MOMENT.toMillis());
			}
			catch (IOException ex) {
				// As it should be, once the drain has begun
			}
			pause(FLOOD_INTERVAL);
		}
	}

	private static Socket send(Target target, String text) throws Exception {
		Socket socket = new Socket();
		target.keep(socket);
		socket.setReceiveBufferSize(SLOW_BUFFER);
		socket.connect(address(target), (int) Target.PATIENCE.toMillis());
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static InetSocketAddress address(Target target) throws InterruptedException {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port());
	}

	private static void pause(long millis) throws InterruptedException {
		new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
	}

}
