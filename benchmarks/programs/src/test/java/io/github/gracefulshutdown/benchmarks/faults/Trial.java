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

package io.github.gracefulshutdown.benchmarks.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * Carries out a plan with a real process.
 */
public final class Trial {

	// Long enough to see how much too late it is
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final long WARM_UP = 200;

	private final Plan plan;

	private final FaultyLauncher launcher;

	private final Path directory;

	/**
	 * Prepare it.
	 * @param plan the plan
	 * @param launcher how to start the process
	 * @param directory where it is going to run
	 */
	public Trial(Plan plan, FaultyLauncher launcher, Path directory) {
		this.plan = plan;
		this.launcher = launcher;
		this.directory = directory;
	}

	/**
	 * Carry it out.
	 * @return what came of it
	 * @throws Exception if the process cannot be started
	 */
	public Verdict run() throws Exception {
		Duration lameDuck = Duration.ofMillis(this.plan.shape().lameDuck());
		ExecutorService threads = Executors.newCachedThreadPool();
		try (SilentServer silent = new SilentServer();
				ServiceProcess process = this.launcher.start(this.plan, this.directory, silent.port());
				Target target = new Target(process, this.directory, lameDuck);
				SteadyLoad load = new SteadyLoad(process.port(), this.plan.shape())) {
			load.start();
			for (Fault fault : this.plan.faults()) {
				fault.effect().before().take(target);
			}
			new CountDownLatch(1).await(WARM_UP, TimeUnit.MILLISECONDS);
			load.sendSlowRequests();
			long signalledAt = process.terminate();
			List<Future<?>> steps = this.plan.faults()
				.stream()
				.<Future<?>>map((fault) -> threads.submit(() -> take(fault, target)))
				.toList();
			return conclude(process, load, signalledAt, steps);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static boolean take(Fault fault, Target target) throws Exception {
		fault.effect().after().take(target);
		return true;
	}

	private Verdict conclude(ServiceProcess process, SteadyLoad load, long signalledAt, List<Future<?>> steps)
			throws Exception {
		if (!process.hasExitedWithin(PATIENCE)) {
			process.signal("QUIT");
			process.hasExitedWithin(Duration.ofSeconds(1));
		}
		Verdict verdict = new Verdict(this.plan, process, signalledAt);
		verdict.judgeEnd();
		verdict.judgeRequests(load.stop(), load.refusedAt());
		for (Future<?> step : steps) {
			try {
				step.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				verdict.add("the fault could not be made: " + ex.getCause());
			}
		}
		return verdict;
	}

}
