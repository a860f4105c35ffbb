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

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends {@code GET /hello} as fast as it is answered on one keep-alive connection. Does
 * as little as possible itself, as it must not be what limits the throughput.
 */
final class HelloClient implements AutoCloseable {

	private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] STATUS = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END = "\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII);

	private static final int TIMEOUT_MILLIS = 10_000;

	private final byte[] buffer = new byte[4096];

	private final Socket socket;

	HelloClient(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
	}

	/**
	 * Send requests as long as some are left.
	 * @param left how many are left, for all clients together
	 * @param deadline when to give up, on the scale of {@link System#nanoTime()}
	 */
	void run(AtomicLong left, long deadline) throws IOException {
		InputStream in = this.socket.getInputStream();
		while (left.getAndDecrement() > 0) {
			this.socket.getOutputStream().write(REQUEST);
			readAnswer(in);
			if (System.nanoTime() > deadline) {
				throw new IOException("Not all requests were answered in time");
			}
		}
	}

	private void readAnswer(InputStream in) throws IOException {
		int length = 0;
		while (!holds(END, length - END.length)) {
			int read = in.read(this.buffer, length, this.buffer.length - length);
			if (read <= 0) {
				throw new IOException("No complete answer");
			}
			length += read;
		}
		if (!holds(STATUS, 0)) {
			throw new IOException("No answer with status 200");
		}
	}

	private boolean holds(byte[] bytes, int position) {
		if (position < 0) {
			return false;
		}
		for (int i = 0; i < bytes.length; i++) {
			if (this.buffer[position + i] != bytes[i]) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
