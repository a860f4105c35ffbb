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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients of event streams or WebSocket sessions, on one thread.
 */
final class StreamClients implements AutoCloseable {

	private static final String EVENTS = "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";

	private static final String SOCKET = "GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
			+ "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	// A masked frame with 1001, which is what the server has sent
	private static final byte[] CLOSE = { (byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE9 };

	private final Selector selector = Selector.open();

	private final List<Client> clients = new ArrayList<>();

	private final int port;

	StreamClients(int port) throws IOException {
		this.port = port;
	}

	/**
	 * Open connections, one after the other, until the server has answered each.
	 */
	void open(int streams, int sockets) throws IOException {
		for (int i = 0; i < streams + sockets; i++) {
			boolean stream = i < streams;
			SocketChannel channel = SocketChannel
				.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
			channel.write(ByteBuffer.wrap((stream ? EVENTS : SOCKET).getBytes(StandardCharsets.US_ASCII)));
			Client client = new Client(channel, stream);
			while (!client.isOpen()) {
				if (!client.read()) {
					throw new IOException("No stream, but " + client.text());
				}
			}
			channel.configureBlocking(false);
			channel.register(this.selector, SelectionKey.OP_READ, client);
			this.clients.add(client);
		}
	}

	/**
	 * Read until the server has ended all connections.
	 */
	void awaitEnds(Duration timeout) throws IOException {
		long until = System.nanoTime() + timeout.toNanos();
		while (!this.selector.keys().isEmpty() && System.nanoTime() - until < 0) {
			this.selector.select(100);
			for (SelectionKey key : this.selector.selectedKeys()) {
				Client client = (Client) key.attachment();
				if (!client.read()) {
					key.cancel();
					key.channel().close();
				}
			}
			this.selector.selectedKeys().clear();
		}
	}

	List<Client> clients() {
		return this.clients;
	}

	@Override
	public void close() throws IOException {
		for (Client client : this.clients) {
			client.channel.close();
		}
		this.selector.close();
	}

	/**
	 * One client.
	 */
	static final class Client {

		private final SocketChannel channel;

		private final boolean stream;

		private final ByteBuffer buffer = ByteBuffer.allocate(1024);

		private final ByteArrayOutputStream received = new ByteArrayOutputStream();

		private long toldAt;

		private boolean answered;

		private Client(SocketChannel channel, boolean stream) {
			this.channel = channel;
			this.stream = stream;
		}

		boolean isStream() {
			return this.stream;
		}

		/**
		 * When it was told to leave, on {@link System#nanoTime()}; 0 if it was not.
		 */
		long toldAt() {
			return this.toldAt;
		}

		private String text() {
			return this.received.toString(StandardCharsets.ISO_8859_1);
		}

		private boolean isOpen() {
			return this.stream ? text().contains("data:hello\n\n") : text().contains("\r\n\r\n");
		}

		// The last chunk, or a close frame with 1001
		private boolean isTold() {
			return this.stream ? text().endsWith("\r\n0\r\n\r\n") : text().endsWith("\u0088\u0002\u0003\u00e9");
		}

		// Whether there may be more
		private boolean read() throws IOException {
			this.buffer.clear();
			int count = readQuietly();
			if (count > 0) {
				this.received.write(this.buffer.array(), 0, count);
			}
			if (this.toldAt == 0 && isTold()) {
				this.toldAt = System.nanoTime();
			}
			if (this.toldAt != 0 && !this.stream && !this.answered) {
				this.answered = true;
				this.channel.write(ByteBuffer.wrap(CLOSE));
			}
			return count >= 0;
		}

		private int readQuietly() {
			try {
				return this.channel.read(this.buffer);
			}
			catch (IOException ex) {
				return -1;
			}
		}

	}

}
