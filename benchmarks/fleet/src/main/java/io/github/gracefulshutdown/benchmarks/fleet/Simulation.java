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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * One roll-out in simulated time. The same scenario and candidate give the same result.
 */
final class Simulation {

	private static final Duration WARM_UP = Duration.ofSeconds(3);

	// For requests that were sent when the roll-out was over
	private static final Duration REST = Duration.ofSeconds(1);

	private final Agenda agenda = new Agenda();

	private final Scenario scenario;

	private final Candidate candidate;

	private final ExecutorService threads;

	private final SplittableRandom random;

	private final List<Balancer> balancers;

	private final List<Instance> instances = new ArrayList<>();

	private final Map<Instance, List<Target>> targets = new HashMap<>();

	private int begun;

	private int gone;

	private int replaced;

	private long exits;

	private Simulation(Scenario scenario, Candidate candidate, ExecutorService threads) {
		this.scenario = scenario;
		this.candidate = candidate;
		this.threads = threads;
		this.random = new SplittableRandom(scenario.seed());
		this.balancers = IntStream.range(0, scenario.balancers())
			.mapToObj((i) -> new Balancer(this.agenda, scenario.connections(), this.random.split()))
			.toList();
	}

	static Result run(Scenario scenario, Candidate candidate) {
		ExecutorService threads = Executors.newCachedThreadPool((runnable) -> {
			Thread thread = new Thread(runnable, "simulated-instance");
			thread.setDaemon(true);
			return thread;
		});
		try {
			return new Simulation(scenario, candidate, threads).run();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Result run() {
		for (int i = 0; i < this.scenario.instances(); i++) {
			this.instances.add(enter());
		}
		Clients clients = new Clients(this.agenda, this.scenario, this.balancers, this.random.split());
		clients.start();
		pass(WARM_UP);
		long begin = this.agenda.now();
		for (int i = 0; i < this.scenario.rollOut().atOnce(); i++) {
			replaceNext();
		}
		int restarts = this.scenario.rollOut().restarts();
		this.agenda.run(() -> this.replaced == restarts && this.gone == restarts);
		Duration rollOut = Duration.ofNanos(this.agenda.now() - begin);
		pass(this.scenario.notice().lag().plus(REST));
		return new Result(this.candidate, this.scenario.notice(), clients.requests(), clients.failures(), restarts,
				Duration.ofNanos(this.exits / restarts), rollOut);
	}

	private void pass(Duration duration) {
		long until = this.agenda.now() + duration.toNanos();
		this.agenda.at(until, () -> {
		});
		this.agenda.run(() -> this.agenda.now() >= until);
	}

	private Instance enter() {
		Instance instance = new Instance(this.agenda, new Engine(this.agenda, this.threads));
		this.targets.put(instance, this.balancers.stream().map((balancer) -> balancer.enter(instance)).toList());
		return instance;
	}

	private void replaceNext() {
		if (this.begun == this.scenario.rollOut().restarts()) {
			return;
		}
		int place = this.begun++ % this.instances.size();
		Instance old = this.instances.get(place);
		long decidedAt = this.agenda.now();
		boolean beside = this.scenario.rollOut().beside();
		if (this.scenario.notice().isPushed()) {
			notifyBalancers(old);
		}
		if (beside) {
			startReplacement(place);
		}
		this.agenda.after(this.candidate.preStop(),
				() -> old.terminate(this.candidate, this.scenario, () -> refusing(old), () -> {
					this.gone++;
					this.exits += this.agenda.now() - decidedAt;
					if (!beside) {
						startReplacement(place);
					}
				}));
	}

	private void refusing(Instance instance) {
		if (!this.scenario.notice().isPushed()) {
			notifyBalancers(instance);
		}
	}

	private void notifyBalancers(Instance instance) {
		for (Target target : this.targets.getOrDefault(instance, List.of())) {
			this.agenda.after(this.scenario.notice().delay(this.random), target::leave);
		}
		this.targets.remove(instance);
	}

	private void startReplacement(int place) {
		Scenario.RollOut rollOut = this.scenario.rollOut();
		this.agenda.after(rollOut.startUp(), () -> {
			this.instances.set(place, enter());
			this.replaced++;
			this.agenda.after(rollOut.pause(), this::replaceNext);
		});
	}

}
