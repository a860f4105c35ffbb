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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A running process of a Spring Boot service, that never outlives this object.
 *
 * @since 1.0.0
 */
public final class ServiceProcess implements AutoCloseable {

	// As Spring Boot, Quarkus and Micronaut write it
	private static final Pattern PORT = Pattern.compile(
			"(?:(?:Tomcat|Jetty|Netty) started on ports? |Listening on: http://[^:]+:|Server Running: http://[^:]+:)(\\d+)");

	// A start takes a few seconds, and several times that on a busy machine
	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

	private final Process process;

	private final ProcessOutput output;

	private final boolean managementPort;

	private final Thread killer;

	private final long startedAt = System.nanoTime();

	private final CompletableFuture<Long> exitedAt;

	ServiceProcess(Process process, ProcessOutput output, boolean managementPort) {
		this.process = process;
		this.output = output;
		this.managementPort = managementPort;
		this.exitedAt = process.onExit().thenApply((ended) -> System.nanoTime());
		this.killer = new Thread(process::destroyForcibly, "service-killer");
		Runtime.getRuntime().addShutdownHook(this.killer);
		Thread reader = new Thread(() -> output.readFrom(process.getInputStream()), "output-" + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Wait until readiness answers 200.
	 * @return this process
	 * @throws InterruptedException if interrupted while waiting
	 */
	public ServiceProcess awaitReady() throws InterruptedException {
		return awaitReady("/actuator/health/readiness");
	}

	/**
	 * Wait until readiness answers 200.
	 * @param path where it is asked for
	 * @return this process
	 * @throws InterruptedException if interrupted while waiting
	 */
	public ServiceProcess awaitReady(String path) throws InterruptedException {
		return awaitReady(path, START_TIMEOUT);
	}

	/**
	 * Wait until readiness answers 200.
	 * @param path where it is asked for
	 * @param timeout how long to wait, from the start of the process on
	 * @return this process
	 * @throws InterruptedException if interrupted while waiting
	 */
	public ServiceProcess awaitReady(String path, Duration timeout) throws InterruptedException {
		long deadline = this.startedAt + timeout.toNanos();
		int port = awaitPort(this.managementPort ? 2 : 1, timeout);
		String answer = "none";
		while (System.nanoTime() < deadline) {
			answer = probe(port, path);
			if (answer.isEmpty()) {
				return this;
			}
			if (this.process.waitFor(20, TimeUnit.MILLISECONDS)) {
				break;
			}
		}
		throw new IllegalStateException(("Never ready, not within %s or until it ended. http://localhost:%d%s has to"
				+ " answer 200; the last answer: %s%nThe log:%n")
			.formatted(timeout, port, path, answer) + this.output);
	}

	// Nothing if it is ready, otherwise the answer.
	private static String probe(int port, String path) {
		try {
			RawResponse response = RawConnection.exchangeOnce(port, RawRequest.get(path), PROBE_TIMEOUT);
			return (response.status() != 200) ? response.toString() : "";
		}
		catch (ExchangeException ex) {
			return ex.kind() + ", " + ex.getMessage();
		}
	}

	/**
	 * Return the port of the application, as it says in its log.
	 * @return the port
	 * @throws InterruptedException if interrupted while waiting
	 */
	public int port() throws InterruptedException {
		return awaitPort(1, START_TIMEOUT);
	}

	/**
	 * Return the port of the actuator: the application's, unless it has one of its own.
	 * @return the port
	 * @throws InterruptedException if interrupted while waiting
	 */
	public int managementPort() throws InterruptedException {
		return awaitPort(this.managementPort ? 2 : 1, START_TIMEOUT);
	}

	private int awaitPort(int occurrence, Duration timeout) throws InterruptedException {
		MatchResult match = this.output.await(PORT, occurrence, timeout)
			.orElseThrow(() -> new IllegalStateException(
					"No port in the log within %s, as in 'Tomcat started on port 8080':%n".formatted(timeout)
							+ this.output));
		return Integer.parseInt(match.group(1));
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public ProcessOutput output() {
		return this.output;
	}

	/**
	 * Send {@code SIGTERM}.
	 * @return when it was sent, on the scale of {@link System#nanoTime()}
	 * @throws IllegalStateException if this platform can only kill, as Windows
	 */
	public long terminate() {
		if (!this.process.supportsNormalTermination()) {
			throw new IllegalStateException("This platform has no SIGTERM: use Linux, macOS, or Windows with WSL");
		}
		long now = System.nanoTime();
		// Process.destroy() sends the same signal, but also closes the output
		this.process.toHandle().destroy();
		return now;
	}

	/**
	 * Send a signal.
	 * @param name its name without {@code SIG}
	 * @return when it was sent, on the scale of {@link System#nanoTime()}
	 * @throws IOException if there is no shell
	 * @throws InterruptedException if interrupted while waiting
	 */
	public long signal(String name) throws IOException, InterruptedException {
		if (name.equals("TERM")) {
			return terminate();
		}
		long now = System.nanoTime();
		String command = "kill -s " + name + " " + this.process.pid();
		Process kill = new ProcessBuilder("sh", "-c", command).inheritIO().start();
		if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
			kill.destroyForcibly();
			throw new IllegalStateException("Failed: " + command);
		}
		return now;
	}

	/**
	 * Wait for the end of the process.
	 * @param timeout how long to wait
	 * @return its exit code
	 * @throws InterruptedException if interrupted while waiting
	 */
	public int awaitExit(Duration timeout) throws InterruptedException {
		if (!this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new IllegalStateException("Still running after " + timeout + ":\n" + this.output);
		}
		this.output.awaitEnd(Duration.ofSeconds(5));
		return this.process.exitValue();
	}

	/**
	 * Wait for the end of the process for a moment.
	 * @param timeout how long to wait
	 * @return whether it has ended
	 * @throws InterruptedException if interrupted while waiting
	 */
	public boolean hasExitedWithin(Duration timeout) throws InterruptedException {
		return this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Return when the process ended, on the scale of {@link System#nanoTime()}.
	 * @return the time, complete once the process has ended
	 */
	public CompletableFuture<Long> exitedAt() {
		return this.exitedAt;
	}

	/**
	 * Return when the process was started, on the scale of {@link System#nanoTime()}.
	 * @return the time
	 */
	public long startedAt() {
		return this.startedAt;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
			this.output.awaitEnd(Duration.ofSeconds(2));
			Runtime.getRuntime().removeShutdownHook(this.killer);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IllegalStateException ex) {
			// this JVM is going down itself
		}
	}

}
