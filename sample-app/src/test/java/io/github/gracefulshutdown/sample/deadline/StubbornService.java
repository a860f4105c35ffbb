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

package io.github.gracefulshutdown.sample.deadline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;

/**
 * A process of the {@link StubbornApplication} that has a few seconds to end.
 */
public final class StubbornService implements AutoCloseable {

	/**
	 * What the platform allows where a process has the processors for itself.
	 */
	public static final Duration GRACE_PERIOD = Duration.ofSeconds(6);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final ServiceProcess process;

	private final Path terminationMessage;

	private final Path reports;

	private StubbornService(ServiceProcess process, Path terminationMessage, Path reports) {
		this.process = process;
		this.terminationMessage = terminationMessage;
		this.reports = reports;
	}

	/**
	 * Start it.
	 * @param directory where it runs
	 * @param obstacles what holds it up
	 * @param gracePeriod what the platform allows
	 * @return the service, ready
	 * @throws Exception if it cannot be started
	 */
	public static StubbornService start(Path directory, Collection<Obstacle> obstacles, Duration gracePeriod)
			throws Exception {
		Path terminationMessage = Files.createFile(directory.resolve("termination-message"));
		Path reports = directory.resolve("reports");
		ServiceLauncher launcher = SampleLauncher.of(StubbornApplication.class, directory, "stubborn")
			.with("--graceful-shutdown.report.termination-message-path=" + terminationMessage,
					"--graceful-shutdown.report.directory=" + reports,
					"--graceful-shutdown.platform-grace-period=" + gracePeriod.toSeconds() + "s",
					"--graceful-shutdown.lame-duck.min-duration=0s", "--graceful-shutdown.lame-duck.quiet-period=0s",
					"--graceful-shutdown.lame-duck.max-duration=1s",
					"--management.endpoints.web.exposure.include=health,shutdown-status",
					"--management.endpoint.health.probes.enabled=true");
		for (Obstacle obstacle : obstacles) {
			launcher = launcher.with(obstacle.arguments().toArray(String[]::new));
		}
		StubbornService service = new StubbornService(launcher.start().awaitReady(), terminationMessage, reports);
		if (obstacles.contains(Obstacle.REQUEST)) {
			service.begin("/loop");
		}
		return service;
	}

	private void begin(String path) throws Exception {
		RawConnection.open(this.process.port(), TIMEOUT).send(RawRequest.get(path));
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> RawConnection
				.exchangeOnce(this.process.port(), RawRequest.get("/actuator/shutdown-status"), TIMEOUT)
				.text()
				.contains("\"requests\":{\"active\":1"));
	}

	public ServiceProcess process() {
		return this.process;
	}

	/**
	 * Read what the platform would show.
	 * @return the termination message
	 * @throws IOException if there is none
	 */
	public String terminationMessage() throws IOException {
		return Files.readString(this.terminationMessage);
	}

	/**
	 * Read what the next process would know.
	 * @return its report
	 * @throws IOException if there is none
	 */
	public String report() throws IOException {
		try (Stream<Path> files = Files.list(this.reports)) {
			Path report = files.filter((file) -> file.toString().endsWith(".json")).findFirst().orElseThrow();
			return Files.readString(report);
		}
	}

	/**
	 * Send {@code SIGTERM} and wait for the end.
	 * @return how long it took
	 * @throws Exception if it did not end
	 */
	public Duration stop() throws Exception {
		long begin = this.process.terminate();
		this.process.awaitExit(TIMEOUT);
		return Duration.ofNanos(this.process.exitedAt().get() - begin);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
