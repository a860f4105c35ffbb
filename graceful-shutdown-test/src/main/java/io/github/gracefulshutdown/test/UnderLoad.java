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

package io.github.gracefulshutdown.test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.test.process.Backend;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadDriver;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * A service that is going to be stopped while it gets requests.
 *
 * @since 1.0.0
 */
public final class UnderLoad {

	private static final int WORKERS = 128;

	private static final Duration ANSWER = Duration.ofSeconds(30);

	private static final Duration WARM_UP = Duration.ofSeconds(1);

	private final ServiceUnderTest service;

	private final Load load;

	private Duration lag = Duration.ZERO;

	private Duration patience = Duration.ofSeconds(60);

	UnderLoad(ServiceUnderTest service, Load load) {
		this.service = service;
		this.load = load;
	}

	/**
	 * Sets how long requests are still sent after the signal, new connections included,
	 * as by a load balancer that has not noticed yet; not at all if it is not called.
	 * @param lag the time
	 * @return this object
	 */
	public UnderLoad lag(Duration lag) {
		if (lag.isNegative()) {
			throw new IllegalArgumentException("The lag is %s, but cannot be negative.".formatted(lag));
		}
		this.lag = lag;
		return this;
	}

	/**
	 * Sets how long after the signal the process is killed if it has not ended, but not
	 * before the lag is over; 60 s if it is not called.
	 * @param patience what the platform would allow
	 * @return this object
	 */
	public UnderLoad patience(Duration patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Starts the service, waits until it is ready, puts it under load, and sends
	 * {@code SIGTERM}.
	 * @return what happened, when the process has ended
	 */
	public ShutdownRun terminate() {
		return signal("TERM");
	}

	/**
	 * Starts the service, waits until it is ready, puts it under load, and sends a
	 * signal.
	 * @param name its name without {@code SIG}
	 * @return what happened, when the process has ended
	 */
	public ShutdownRun signal(String name) {
		try {
			return run(name);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The service could not be started", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the service was tested", ex);
		}
	}

	private ShutdownRun run(String signal) throws IOException, InterruptedException {
		LoadProfile profile = new LoadProfile(this.load.rate(), WORKERS, this.lag.plus(this.patience).plus(WARM_UP),
				ANSWER, 0, 0, Duration.ZERO, 42);
		ServiceProcess process = this.service.start();
		try (Balancer balancer = new Balancer(this.load.connections());
				LoadDriver driver = new LoadDriver(balancer, profile, this.load.traffic());
				Probes probes = new Probes(process, this.service.readiness())) {
			Backend backend = balancer.enter("service", process.port());
			driver.start();
			if (process.hasExitedWithin(WARM_UP)) {
				throw new IllegalStateException("Ended before the signal:\n" + process.output());
			}
			probes.start();
			long signalledAt = process.signal(signal);
			balancer.leave(backend, signalledAt, profile.maxDuration());
			awaitLag(signalledAt + this.lag.toNanos());
			driver.stopSending();
			awaitEnd(process, signalledAt + this.patience.toNanos());
			Probes.Seen seen = probes.since(signalledAt);
			ProcessEnd end = ProcessEnd.of(process, signalledAt);
			// If it has not ended, what is under way is cut, as by a platform
			process.close();
			return new ShutdownRun("SIG" + signal, driver.stop(), seen, end, FinalReport.read(this.service.reports()));
		}
		finally {
			this.service.stop();
		}
	}

	private static void awaitEnd(ServiceProcess process, long until) throws InterruptedException {
		process.hasExitedWithin(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
	}

	// Also if the process has ended, as a balancer does not know
	private static void awaitLag(long until) throws InterruptedException {
		for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
		}
	}

}
