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

package io.github.gracefulshutdown.test.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A keep-alive HTTP/1.1 connection to this machine that never retries and hides nothing.
 *
 * @since 1.0.0
 */
public final class RawConnection implements AutoCloseable {

	private final Socket socket;

	private final ResponseReader reader;

	private RawRequest pending = RawRequest.get("/");

	private long lastUsed = System.nanoTime();

	private int exchanges;

	private RawConnection(Socket socket) {
		this.socket = socket;
		this.reader = new ResponseReader(socket);
	}

	/**
	 * Open a connection to the loopback interface.
	 * @param port the port
	 * @param timeout how long to wait for it
	 * @return the connection
	 * @throws ExchangeException if it cannot be opened
	 */
	public static RawConnection open(int port, Duration timeout) throws ExchangeException {
		Socket socket = new Socket();
		try {
			socket.setTcpNoDelay(true);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) timeout.toMillis());
			return new RawConnection(socket);
		}
		catch (IOException ex) {
			closeQuietly(socket);
			FailureKind kind = (ex instanceof ConnectException) ? FailureKind.CONNECTION_REFUSED : kind(ex, false);
			throw new ExchangeException(kind, "connect to port " + port, ex);
		}
	}

	/**
	 * Send a request on a new connection and close it after the response.
	 * @param port the port
	 * @param request the request
	 * @param timeout how long connecting and answering may take each
	 * @return the response
	 * @throws ExchangeException if there is no complete response
	 */
	public static RawResponse exchangeOnce(int port, RawRequest request, Duration timeout) throws ExchangeException {
		try (RawConnection connection = open(port, timeout)) {
			return connection.exchange(request, timeout);
		}
	}

	public RawResponse exchange(RawRequest request, Duration timeout) throws ExchangeException {
		send(request);
		return receive(timeout);
	}

	public void send(RawRequest request) throws ExchangeException {
		try {
			this.pending = request;
			this.lastUsed = System.nanoTime();
			this.socket.getOutputStream().write(request.toBytes(this.socket.getPort()));
		}
		catch (IOException ex) {
			throw new ExchangeException(kind(ex, false), "send " + request, ex);
		}
	}

	/**
	 * Read the response to the request that was sent last.
	 * @param timeout how long it may take as a whole
	 * @return the complete response
	 * @throws ExchangeException if there is none
	 */
	public RawResponse receive(Duration timeout) throws ExchangeException {
		try {
			RawResponse response = this.reader.read(this.pending, System.nanoTime() + timeout.toNanos());
			this.lastUsed = System.nanoTime();
			this.exchanges++;
			return response;
		}
		catch (ExchangeException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new ExchangeException(kind(ex, this.reader.hasBegun()), "receive " + this.pending, ex);
		}
	}

	private static FailureKind kind(IOException ex, boolean begun) {
		if (ex instanceof SocketTimeoutException) {
			return FailureKind.TIMEOUT;
		}
		if (begun) {
			return FailureKind.TRUNCATED;
		}
		return (ex instanceof SocketException) ? FailureKind.RESET : FailureKind.MALFORMED;
	}

	/**
	 * Return the number of responses read.
	 * @return zero for a new connection
	 */
	public int exchanges() {
		return this.exchanges;
	}

	public Duration idle() {
		return Duration.ofNanos(System.nanoTime() - this.lastUsed);
	}

	@Override
	public void close() {
		closeQuietly(this.socket);
	}

	private static void closeQuietly(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// nothing is lost: whatever was of interest has been read
		}
	}

}
