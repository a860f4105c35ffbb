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

package io.github.gracefulshutdown.sample.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.OwnedProcess;
import io.github.gracefulshutdown.test.process.RawConnection;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A server that is installed on this machine, in a process of its own that never outlives
 * this object.
 */
public final class ServerProgram implements AutoCloseable {

	// Below those that connections get: one of them could have it while it is
	// restarted
	private static final AtomicInteger ports = new AtomicInteger(new Random().nextInt(20_000, 30_000));

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final int port;

	private final Path log;

	private final OwnedProcess process;

	/**
	 * Starts a server and waits until it listens.
	 * @param directory where it runs, with its log
	 * @param environment further environment variables
	 * @param port the port at which it listens
	 * @param command what to run
	 * @throws IOException if it cannot be started
	 */
	public ServerProgram(Path directory, Map<String, String> environment, int port, List<String> command)
			throws IOException {
		this.port = port;
		this.log = directory.resolve("server.log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().putAll(environment);
		this.process = new OwnedProcess(builder);
		Awaitility.await()
			.atMost(TIMEOUT)
			.failFast(() -> assertThat(this.process.isAlive()).as(this::log).isTrue())
			.until(() -> listens(port));
	}

	/**
	 * Skips the tests where a program is missing, or fails where it must not be.
	 * @param program where the program is
	 * @param variable the environment variable that requires it
	 * @param debianPackage the package that has it
	 */
	public static void lookFor(Path program, String variable, String debianPackage) {
		boolean installed = Files.isExecutable(program);
		if (System.getenv(variable) != null) {
			assertThat(installed).as("%s is installed", program).isTrue();
		}
		assumeThat(installed).as("SKIPPED: %s is not installed (package %s)", program, debianPackage).isTrue();
	}

	/**
	 * Finds a port that the system gives to nobody by itself.
	 * @return the port, a different one each time
	 */
	public static int findFreePort() {
		while (true) {
			int port = ports.getAndIncrement();
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// in use: another one
			}
		}
	}

	private static boolean listens(int port) {
		try {
			RawConnection.open(port, TIMEOUT).close();
			return true;
		}
		catch (ExchangeException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Returns what it has said so far.
	 * @return the first lines of its log, as what went wrong first stands there
	 */
	String log() {
		try (Stream<String> lines = Files.lines(this.log)) {
			return lines.limit(100).collect(Collectors.joining(System.lineSeparator()));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
