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
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * The sample, that is started and stopped again and again, with another drain timeout
 * each time, and what it says of the jobs that it has cut.
 */
public final class QueueProcess implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern SUMMARY = Pattern.compile("aborted (\\d+); jobs completed (\\d+), interrupted (\\d+)");

	private static final Pattern WAITING = Pattern.compile("\"waiting\":(\\d+)");

	private final ServiceLauncher launcher;

	private final Random random;

	private volatile @Nullable ServiceProcess process;

	private long interrupted;

	private long completed;

	private long refused;

	private long lastMoment;

	/**
	 * Create a process that does not run yet.
	 * @param launcher how to start it
	 * @param random decides how long it may drain
	 */
	public QueueProcess(ServiceLauncher launcher, Random random) {
		this.launcher = launcher.with("--graceful-shutdown.lame-duck.min-duration=0s",
				"--graceful-shutdown.lame-duck.quiet-period=0s");
		this.random = random;
	}

	/**
	 * Start it and wait until it serves.
	 * @return this
	 * @throws IOException if it cannot be started
	 * @throws InterruptedException if interrupted while waiting
	 */
	public QueueProcess start() throws IOException, InterruptedException {
		int drain = 500 + this.random.nextInt(4500);
		this.process = this.launcher.with("--graceful-shutdown.drain.timeout=%dms".formatted(drain))
			.start()
			.awaitReady();
		return this;
	}

	/**
	 * Let it work for a random moment.
	 * @return whether it still runs
	 * @throws InterruptedException if interrupted while waiting
	 */
	public boolean work() throws InterruptedException {
		return !running().hasExitedWithin(Duration.ofMillis(300 + this.random.nextInt(1500)));
	}

	/**
	 * Stop it with {@code SIGTERM}.
	 * @return the exit code that its log explains
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Stop stop() throws InterruptedException {
		ServiceProcess process = running();
		process.terminate();
		int exitCode = process.awaitExit(TIMEOUT);
		Matcher summary = SUMMARY.matcher(String.join("\n", process.output().containing("jobs completed")));
		if (!summary.find()) {
			throw new IllegalStateException("No summary in:\n" + process.output());
		}
		long aborted = Long.parseLong(summary.group(1));
		long cut = Long.parseLong(summary.group(3));
		this.completed += Long.parseLong(summary.group(2));
		this.interrupted += cut;
		this.refused += process.output().containing("Taken too late").size();
		this.lastMoment += process.output().containing("Fulfilled at the last moment").size();
		return new Stop(exitCode, aborted + cut, process.output().toString());
	}

	/**
	 * Kill it with {@code SIGKILL}.
	 */
	public void kill() {
		running().close();
	}

	/**
	 * How many orders wait for their fulfilment, as it says itself.
	 * @return the number
	 * @throws ExchangeException if it does not answer
	 * @throws InterruptedException if interrupted while waiting
	 */
	public long waiting() throws ExchangeException, InterruptedException {
		String report = RawConnection.exchangeOnce(running().port(), RawRequest.get("/report?ms=0"), TIMEOUT).text();
		Matcher waiting = WAITING.matcher(report);
		if (!waiting.find()) {
			throw new IllegalStateException(report);
		}
		return Long.parseLong(waiting.group(1));
	}

	/**
	 * The port on which it serves, or on which it did.
	 * @return the port
	 */
	public int port() {
		try {
			return running().port();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How many jobs it has interrupted.
	 * @return the number, of all its shutdowns
	 */
	public long interrupted() {
		return this.interrupted;
	}

	/**
	 * How many jobs it says to have handed back: those that it has interrupted, unless
	 * they were fulfilled all the same, and those that it has taken too late.
	 * @return the number, of all its shutdowns
	 */
	public long handedBack() {
		return this.interrupted - this.lastMoment + this.refused;
	}

	/**
	 * How many jobs it has completed.
	 * @return the number, of all its shutdowns
	 */
	public long completed() {
		return this.completed;
	}

	/**
	 * How many jobs it has taken too late.
	 * @return the number, of all its shutdowns
	 */
	public long refused() {
		return this.refused;
	}

	private ServiceProcess running() {
		ServiceProcess process = this.process;
		if (process == null) {
			throw new IllegalStateException("Not started");
		}
		return process;
	}

	@Override
	public void close() {
		ServiceProcess process = this.process;
		if (process != null) {
			process.close();
		}
	}

	/**
	 * How it stopped.
	 *
	 * @param exitCode the exit code
	 * @param cut how many requests and jobs were cut
	 * @param log what it logged
	 */
	public record Stop(int exitCode, long cut, String log) {

	}

}
