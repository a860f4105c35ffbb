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
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.LogEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * The socket on which systemd listens to the process
 * (https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html). The native
 * library is not loaded before the first message. Safe for any thread.
 *
 * @since 1.0.0
 */
public final class NotifySocket {

	private static final Log logger = LogFactory.getLog(NotifySocket.class);

	private final String address;

	private final EventLog log;

	private final boolean usable;

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Creates a socket that opens with each message.
	 * @param address a path, or {@code @} and a name in the abstract namespace. Anything
	 * else is reported, and no message is sent
	 * @param log where that is reported
	 */
	public NotifySocket(String address, EventLog log) {
		this.address = address;
		this.log = log;
		this.usable = address.startsWith("/") || isAbstract();
		if (!this.usable) {
			String text = "NOTIFY_SOCKET is '%s', which is neither a path nor '@' and a name: systemd is not told when"
					+ " the application is ready and when it stops. Leave the variable to systemd, and remove whatever"
					+ " else sets it";
			log.write(LogEvent.warn("systemd-socket-unusable", text.formatted(address)).with("socket", address));
		}
	}

	/**
	 * Sends a message, if that is possible at this moment: it neither fails nor waits.
	 * @param assignments its lines
	 */
	void send(String... assignments) {
		if (!this.usable) {
			return;
		}
		String message = String.join("\n", assignments);
		try {
			if (!write(message)) {
				logger.debug("Nobody reads %s: not sent: %s".formatted(this.address, message));
			}
		}
		catch (Exception | LinkageError ex) {
			failed(ex);
			logger.debug("Could not be sent to %s: %s".formatted(this.address, message), ex);
		}
	}

	// Once, as it is going to fail again
	private void failed(Throwable cause) {
		if (this.told.compareAndSet(false, true)) {
			String text = "systemd cannot be told anything over '%s': %s. A unit of Type=notify is stopped as if it had"
					+ " not started. If a native library cannot be loaded, name a directory that permits execution with"
					+ " -Dorg.newsclub.net.unix.library.tmpdir";
			this.log.write(LogEvent.warn("systemd-not-told", text.formatted(this.address, cause))
				.with("socket", this.address));
		}
	}

	private boolean write(String message) throws IOException {
		try (AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open()) {
			channel.configureBlocking(false);
			return channel.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), socketAddress()) > 0;
		}
	}

	private AFUNIXSocketAddress socketAddress() throws SocketException {
		return isAbstract() ? AFUNIXSocketAddress.inAbstractNamespace(this.address.substring(1))
				: AFUNIXSocketAddress.of(Path.of(this.address));
	}

	private boolean isAbstract() {
		return this.address.length() > 1 && this.address.startsWith("@");
	}

}
