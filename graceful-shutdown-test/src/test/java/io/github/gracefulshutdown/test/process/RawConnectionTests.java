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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.RawResponse.Framing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RawConnection}.
 */
class RawConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final CountDownLatch done = new CountDownLatch(1);

	private ServerSocket server;

	@BeforeEach
	void listen() throws IOException {
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	@AfterEach
	void close() throws IOException {
		this.done.countDown();
		this.server.close();
	}

	@Test
	void readsChunks() throws Exception {
		answer("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n2;x=y\r\nef\r\n0\r\n\r\n", End.WAIT);
		RawResponse response = exchange(TIMEOUT);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("abcdef");
		assertThat(response.framing()).isEqualTo(Framing.CHUNKED);
		assertThat(response.saysClose()).isFalse();
	}

	@Test
	void readsLengthAndHeaders() throws Exception {
		answer("HTTP/1.1 503 \r\nContent-Length: 3\r\nRETRY-AFTER: 5\r\nConnection: close\r\n\r\nabc", End.CLOSE);
		RawResponse response = exchange(TIMEOUT);
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.text()).isEqualTo("abc");
		assertThat(response.framing()).isEqualTo(Framing.LENGTH);
		assertThat(response.header("retry-after")).isEqualTo("5");
		assertThat(response.saysClose()).isTrue();
	}

	@Test
	void readsToTheEndOfTheConnection() throws Exception {
		answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc", End.CLOSE);
		RawResponse response = exchange(TIMEOUT);
		assertThat(response.text()).isEqualTo("abc");
		assertThat(response.framing()).isEqualTo(Framing.END_OF_CONNECTION);
	}

	@Test
	void tellsTruncatedChunks() {
		answer("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n", End.CLOSE);
		assertFails(FailureKind.TRUNCATED);
	}

	@Test
	void tellsTruncatedLength() {
		answer("HTTP/1.1 200 \r\nContent-Length: 30\r\n\r\nabcd", End.CLOSE);
		assertFails(FailureKind.TRUNCATED);
	}

	@Test
	void tellsEndOfFileBeforeTheResponse() {
		answer("", End.CLOSE);
		assertFails(FailureKind.END_OF_FILE);
	}

	@Test
	void tellsReset() {
		answer("", End.RESET);
		assertFails(FailureKind.RESET);
	}

	@Test
	void tellsTimeoutOfTheWholeResponse() {
		answer("HTTP/1.1 200 \r\nContent-Length: 30\r\n\r\nabcd", End.WAIT);
		assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> exchange(Duration.ofMillis(200)))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.TIMEOUT));
	}

	@Test
	void tellsWhatIsNotHttp() {
		answer("SSH-2.0\r\n\r\n", End.CLOSE);
		assertFails(FailureKind.MALFORMED);
	}

	@Test
	void tellsRefusedConnection() throws Exception {
		this.server.close();
		assertFails(FailureKind.CONNECTION_REFUSED);
	}

	private void assertFails(FailureKind kind) {
		assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> exchange(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

	private RawResponse exchange(Duration timeout) throws ExchangeException {
		try (RawConnection connection = RawConnection.open(this.server.getLocalPort(), TIMEOUT)) {
			return connection.exchange(RawRequest.get("/"), timeout);
		}
	}

	private void answer(String response, End end) {
		Thread thread = new Thread(() -> {
			try (Socket socket = this.server.accept()) {
				readRequest(socket.getInputStream());
				socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
				if (end == End.WAIT) {
					this.done.await(10, TimeUnit.SECONDS);
				}
				socket.setSoLinger(end == End.RESET, 0);
			}
			catch (IOException | InterruptedException ex) {
				this.done.countDown();
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static void readRequest(InputStream stream) throws IOException {
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") < 0 && request.length() < 1000) {
			request.append((char) stream.read());
		}
	}

	private enum End {

		CLOSE, RESET, WAIT

	}

}
