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

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * A service as systemd runs a unit with {@code Type=notify}: it has started when it says
 * so, and it is killed when its time to stop is over, unless it asks for more in time.
 */
public final class SystemdUnit implements AutoCloseable {

	private static final Duration TIMEOUT_START = Duration.ofSeconds(60);

	private static final Duration MOMENT = Duration.ofMillis(20);

	private static final String EXTENSION = "EXTEND_TIMEOUT_USEC=";

	private final AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance();

	private final List<List<String>> messages = new ArrayList<>();

	private final ServiceProcess service;

	private SystemdUnit(ServiceLauncher launcher) throws IOException {
		Path path = launcher.directory().resolve("notify").toAbsolutePath();
		this.socket.bind(AFUNIXSocketAddress.of(path));
		this.socket.setSoTimeout((int) MOMENT.toMillis());
		this.service = launcher.withEnvironment("NOTIFY_SOCKET", path.toString()).start();
	}

	/**
	 * Start a unit and wait until its service is ready.
	 * @param launcher how to start the service
	 * @return the unit
	 * @throws IOException if it does not become ready
	 */
	public static SystemdUnit start(ServiceLauncher launcher) throws IOException {
		SystemdUnit unit = new SystemdUnit(launcher);
		long deadline = System.nanoTime() + TIMEOUT_START.toNanos();
		while (!unit.receive().contains("READY=1")) {
			if (System.nanoTime() - deadline > 0 || !unit.service.isAlive()) {
				unit.close();
				throw new IllegalStateException("Did not say READY=1:\n" + unit.service.output());
			}
		}
		return unit;
	}

	/**
	 * Send {@code SIGTERM}, and {@code SIGKILL} when the time is over.
	 * @param timeoutStop the time, {@code TimeoutStopSec}
	 * @param extensible whether the service may ask for more
	 * @return how it ended
	 * @throws IOException if nothing can be received or sent
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Stop stop(Duration timeoutStop, boolean extensible) throws IOException, InterruptedException {
		long begin = this.service.terminate();
		long deadline = begin + timeoutStop.toNanos();
		while (this.service.isAlive() && System.nanoTime() - deadline < 0) {
			List<String> message = receive();
			if (extensible) {
				deadline = Math.max(deadline, System.nanoTime() + extension(message));
			}
		}
		boolean killed = this.service.isAlive();
		if (killed) {
			this.service.signal("KILL");
		}
		int exitCode = this.service.awaitExit(Duration.ofSeconds(10));
		return new Stop(killed, exitCode, Duration.ofNanos(this.service.exitedAt().join() - begin));
	}

	private static long extension(List<String> message) {
		return message.stream()
			.filter((line) -> line.startsWith(EXTENSION))
			.mapToLong((line) -> TimeUnit.MICROSECONDS.toNanos(Long.parseLong(line.substring(EXTENSION.length()))))
			.findFirst()
			.orElse(0);
	}

	// The lines of a message, or nothing if none comes for a moment.
	private List<String> receive() throws IOException {
		DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
		try {
			this.socket.receive(packet);
		}
		catch (SocketTimeoutException ex) {
			return List.of();
		}
		String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
		this.messages.add(text.lines().toList());
		return this.messages.get(this.messages.size() - 1);
	}

	/**
	 * Return what the service has said.
	 * @return the lines of each message
	 */
	public List<List<String>> messages() {
		return List.copyOf(this.messages);
	}

	public ServiceProcess service() {
		return this.service;
	}

	@Override
	public void close() {
		this.service.close();
		this.socket.close();
	}

	/**
	 * How the service has ended.
	 *
	 * @param killed whether its time was over
	 * @param exitCode its exit code
	 * @param took from the signal to the end
	 */
	public record Stop(boolean killed, int exitCode, Duration took) {
	}

}
