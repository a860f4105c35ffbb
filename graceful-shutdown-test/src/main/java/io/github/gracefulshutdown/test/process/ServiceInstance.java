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
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An instance of the service behind a balancer, which can be restarted: each time another
 * process with the same database.
 *
 * @since 1.0.0
 */
public final class ServiceInstance implements AutoCloseable {

	private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(45);

	private static final Duration TICK = Duration.ofMillis(100);

	private final ServiceLauncher launcher;

	private final @Nullable Balancer balancer;

	private @Nullable ServiceProcess process;

	private @Nullable Backend backend;

	/**
	 * Create an instance that is not running yet, behind a balancer that is a program of
	 * its own and watches the processes itself.
	 * @param launcher how its processes are started
	 */
	public ServiceInstance(ServiceLauncher launcher) {
		this(launcher, null);
	}

	/**
	 * Create an instance that is not running yet.
	 * @param launcher how its processes are started
	 * @param balancer the balancer that sends to them
	 */
	public ServiceInstance(ServiceLauncher launcher, @Nullable Balancer balancer) {
		this.launcher = launcher;
		this.balancer = balancer;
	}

	/**
	 * Start a process without waiting for it.
	 * @return this instance
	 * @throws IOException if it cannot be started
	 */
	public ServiceInstance start() throws IOException {
		this.process = this.launcher.start();
		return this;
	}

	/**
	 * Wait until the process is ready and let it enter the rotation of the balancer.
	 * @return this instance
	 * @throws InterruptedException if interrupted while waiting
	 */
	public ServiceInstance enter() throws InterruptedException {
		ServiceProcess running = process();
		running.awaitReady();
		if (this.balancer != null) {
			this.backend = this.balancer.enter(name(), running.port());
		}
		return this;
	}

	/**
	 * Stop the process with {@code SIGTERM} while the balancer still sends to it.
	 * @param lag for how long the balancer does so
	 * @param whileWaiting called again and again until the process has ended
	 * @return how it went
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Stop stop(Duration lag, Runnable whileWaiting) throws InterruptedException {
		return stop(Duration.ZERO, lag, whileWaiting);
	}

	/**
	 * Stop the process while the balancer still sends to it: at first nothing happens, as
	 * in a {@code preStop} hook that sleeps, then comes {@code SIGTERM}.
	 * @param preStop how long nothing happens
	 * @param lag for how long the balancer sends to it, from the beginning of both
	 * @param whileWaiting called again and again until the process has ended
	 * @return how it went
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Stop stop(Duration preStop, Duration lag, Runnable whileWaiting) throws InterruptedException {
		ServiceProcess stopping = process();
		Backend leaving = Objects.requireNonNull(this.backend, "not in the rotation");
		Objects.requireNonNull(this.balancer).leave(leaving, System.nanoTime(), lag);
		if (!preStop.isZero() && stopping.hasExitedWithin(preStop)) {
			throw new IllegalStateException("Ended before SIGTERM:\n" + stopping.output());
		}
		return stop(whileWaiting);
	}

	/**
	 * Stop the process with {@code SIGTERM}. A balancer has to notice by itself.
	 * @param whileWaiting called again and again until the process has ended
	 * @return how it went
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Stop stop(Runnable whileWaiting) throws InterruptedException {
		ServiceProcess stopping = process();
		long signalledAt = stopping.terminate();
		for (long i = 0; i < EXIT_TIMEOUT.dividedBy(TICK) && !stopping.hasExitedWithin(TICK); i++) {
			whileWaiting.run();
		}
		int exitCode = stopping.awaitExit(TICK);
		Duration took = Duration.ofNanos(stopping.exitedAt().join() - signalledAt);
		stopping.close();
		return new Stop(name(), exitCode, took, ShutdownSummary.find(stopping.output()));
	}

	public String name() {
		return this.launcher.name();
	}

	/**
	 * Return the current process.
	 * @return the process
	 */
	public ServiceProcess process() {
		return Objects.requireNonNull(this.process, "not started");
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.close();
		}
	}

	/**
	 * How a process has ended.
	 *
	 * @param instance the name of the instance
	 * @param exitCode the exit code
	 * @param took from the signal to the end
	 * @param summary what it said about it, empty without the starter
	 */
	public record Stop(String instance, int exitCode, Duration took, Optional<ShutdownSummary> summary) {
	}

}
