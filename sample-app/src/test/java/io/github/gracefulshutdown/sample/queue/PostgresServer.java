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

package io.github.gracefulshutdown.sample.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.gracefulshutdown.test.process.OwnedProcess;
import org.awaitility.Awaitility;

/**
 * A server of PostgreSQL, with an empty cluster of its own. PostgreSQL refuses to run for
 * root: then it runs for the user that its package has created.
 */
final class PostgresServer implements AutoCloseable {

	private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final int port = freePort();

	private final Path programs;

	private final Path directory;

	private final OwnedProcess process;

	PostgresServer() throws Exception {
		this.programs = programs().orElseThrow();
		this.directory = Path.of(run("mktemp", "-d", "-t", "orders-postgres-XXXXXX"));
		run(program("initdb"), "-D", this.directory.toString(), "-U", "orders", "-A", "trust", "--no-sync", "-E",
				"UTF8");
		this.process = new OwnedProcess(
				builder(program("postgres"), "-D", this.directory.toString(), "-p", Integer.toString(this.port), "-c",
						"listen_addresses=127.0.0.1", "-c", "unix_socket_directories=")
					.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD));
		Awaitility.await()
			.atMost(TIMEOUT)
			.ignoreExceptions()
			.failFast("server has ended", () -> !this.process.isAlive())
			.until(() -> DriverManager.getConnection(url()).isValid(1));
	}

	/**
	 * Where the programs of the newest version are.
	 * @return the directory, or empty if none is installed
	 */
	static Optional<Path> programs() {
		try (Stream<Path> versions = Files.list(VERSIONS)) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("initdb")))
				.max(Path::compareTo);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:%d/postgres?user=orders".formatted(this.port);
	}

	private String program(String name) {
		return this.programs.resolve(name).toString();
	}

	private static String run(String... command) throws Exception {
		Process process = builder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
			throw new IllegalStateException(output);
		}
		return output.strip();
	}

	private static ProcessBuilder builder(String... command) {
		List<String> all = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
		}
		all.addAll(List.of(command));
		return new ProcessBuilder(all).directory(Path.of("/").toFile());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() {
		this.process.close();
		try {
			run("rm", "-r", this.directory.toString());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
