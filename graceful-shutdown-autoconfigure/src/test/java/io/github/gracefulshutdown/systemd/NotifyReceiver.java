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

package io.github.gracefulshutdown.systemd;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * A real socket that receives as systemd does.
 */
public final class NotifyReceiver implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration MOMENT = Duration.ofMillis(100);

	private final AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance();

	private final String address;

	private NotifyReceiver(String address, AFUNIXSocketAddress socketAddress) throws IOException {
		this.address = address;
		this.socket.bind(socketAddress);
	}

	public static NotifyReceiver in(Path directory) throws IOException {
		Path path = directory.resolve("notify");
		return new NotifyReceiver(path.toString(), AFUNIXSocketAddress.of(path));
	}

	static NotifyReceiver inAbstractNamespace(String name) throws IOException {
		return new NotifyReceiver("@" + name, AFUNIXSocketAddress.inAbstractNamespace(name));
	}

	/**
	 * As in {@code NOTIFY_SOCKET}.
	 * @return the address
	 */
	public String address() {
		return this.address;
	}

	/**
	 * Waits for a datagram.
	 * @return its lines
	 */
	public List<String> receive() throws IOException {
		return receive(PATIENCE);
	}

	/**
	 * Receives what has come, until nothing comes for a moment.
	 * @return the lines of each datagram
	 */
	public List<List<String>> receiveAll() throws IOException {
		List<List<String>> messages = new ArrayList<>();
		while (true) {
			try {
				messages.add(receive(MOMENT));
			}
			catch (SocketTimeoutException ex) {
				return messages;
			}
		}
	}

	private List<String> receive(Duration timeout) throws IOException {
		DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
		this.socket.setSoTimeout((int) timeout.toMillis());
		this.socket.receive(packet);
		return List.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).split("\n", -1));
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
