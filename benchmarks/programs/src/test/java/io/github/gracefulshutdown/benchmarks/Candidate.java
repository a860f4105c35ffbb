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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.gracefulshutdown.test.process.ServiceLauncher;

/**
 * The ways to stop that {@link RollingRestarts} compares.
 */
enum Candidate {

	/**
	 * The starter, whose lame duck lasts as long as the balancer's lag and until it is
	 * quiet.
	 */
	STARTER,

	/**
	 * The starter with WebFlux on Reactor Netty.
	 */
	WEBFLUX,

	/**
	 * The same service without the starter's doing.
	 */
	WEBFLUX_PLAIN,

	/**
	 * Spring Boot as it is, whose shutdown is graceful by default.
	 */
	PLAIN,

	/**
	 * Spring Boot with {@code server.shutdown=immediate}.
	 */
	PLAIN_IMMEDIATE,

	/**
	 * Spring Boot after a {@code preStop} hook that sleeps for 5 s, as is often
	 * recommended.
	 */
	PLAIN_PRE_STOP,

	/**
	 * Quarkus with a delay of 5 s.
	 */
	QUARKUS,

	/**
	 * Quarkus with a delay that is set from the lag, and as patient as the starter: two
	 * seconds more.
	 */
	QUARKUS_BY_LAG,

	/**
	 * Micronaut with its graceful shutdown.
	 */
	MICRONAUT;

	private static final Duration FIXED_DELAY = Duration.ofSeconds(5);

	private static final Duration QUIET_PERIOD = Duration.ofSeconds(2);

	private static final String HEAP = "-Xmx256m";

	static Candidate of(String label) {
		return Arrays.stream(values())
			.filter((candidate) -> candidate.label().equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No candidate " + label));
	}

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Whether nothing may fail.
	 */
	boolean isStarter() {
		return this == STARTER || this == WEBFLUX;
	}

	/**
	 * How long nothing happens before the signal.
	 */
	Duration preStop() {
		return (this == PLAIN_PRE_STOP) ? FIXED_DELAY : Duration.ZERO;
	}

	/**
	 * A launcher of its service.
	 * @param directory where it runs
	 * @param name the name of its log
	 * @param port its port
	 * @param lag how long the balancer goes on sending
	 */
	ServiceLauncher launcher(Path directory, String name, int port, Duration lag) throws IOException {
		return switch (this) {
			case QUARKUS -> quarkus(directory, name, port, FIXED_DELAY);
			case QUARKUS_BY_LAG -> quarkus(directory, name, port, lag.plus(QUIET_PERIOD));
			case MICRONAUT -> micronaut(directory, name, port);
			case STARTER -> withLameDuck(spring(Service.STARTER, directory, name, port), lag);
			case WEBFLUX -> withLameDuck(spring(Service.WEBFLUX, directory, name, port), lag);
			case WEBFLUX_PLAIN ->
				spring(Service.WEBFLUX, directory, name, port).with("--graceful-shutdown.enabled=false");
			case PLAIN_IMMEDIATE -> spring(Service.PLAIN, directory, name, port).with("--server.shutdown=immediate");
			case PLAIN, PLAIN_PRE_STOP -> spring(Service.PLAIN, directory, name, port);
		};
	}

	private static ServiceLauncher spring(Service service, Path directory, String name, int port) throws IOException {
		return service.launcher(directory).named(name).withJvmOptions(HEAP).with("--server.port=" + port);
	}

	private static ServiceLauncher withLameDuck(ServiceLauncher launcher, Duration lag) {
		return launcher.with("--graceful-shutdown.lame-duck.min-duration=" + seconds(lag),
				"--graceful-shutdown.lame-duck.quiet-period=" + seconds(QUIET_PERIOD),
				"--graceful-shutdown.lame-duck.max-duration=15s", "--graceful-shutdown.platform-grace-period=40s");
	}

	private static ServiceLauncher quarkus(Path directory, String name, int port, Duration delay) throws IOException {
		return ServiceLauncher.of(module("quarkus").resolve("target/quarkus-app/quarkus-run.jar"), directory, name)
			.withJvmOptions(HEAP, "-Dquarkus.http.port=" + port, "-Dquarkus.shutdown.delay=" + seconds(delay));
	}

	private static String seconds(Duration duration) {
		return duration.toSeconds() + "s";
	}

	private static ServiceLauncher micronaut(Path directory, String name, int port) throws IOException {
		Path target = module("micronaut").resolve("target");
		String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("class-path.txt"));
		return new ServiceLauncher(
				List.of("-cp", classPath, "io.github.gracefulshutdown.benchmarks.micronaut.BenchmarkApplication"),
				directory, name, List.of(HEAP, "-Dmicronaut.server.port=" + port), List.of(), Map.of());
	}

	private static Path module(String name) {
		return Service.STARTER.module().resolveSibling(name + "-service");
	}

}
