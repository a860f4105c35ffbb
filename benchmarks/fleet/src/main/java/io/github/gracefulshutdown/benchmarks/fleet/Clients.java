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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.github.gracefulshutdown.benchmarks.fleet.ConnectionPool.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Send requests through the balancers at random moments, whatever becomes of them, and
 * none a second time.
 */
final class Clients {

	private static final double SECOND = 1e9;

	private final Agenda agenda;

	private final Scenario scenario;

	private final List<Balancer> balancers;

	private final RandomGenerator random;

	private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);

	private long requests;

	Clients(Agenda agenda, Scenario scenario, List<Balancer> balancers, RandomGenerator random) {
		this.agenda = agenda;
		this.scenario = scenario;
		this.balancers = balancers;
		this.random = random;
	}

	long requests() {
		return this.requests;
	}

	Map<Failure, Long> failures() {
		return this.failures;
	}

	void start() {
		double perSecond = this.scenario.traffic().rate() * this.scenario.instances();
		long gap = (long) (-Math.log(1 - this.random.nextDouble()) / perSecond * SECOND);
		this.agenda.at(this.agenda.now() + gap, () -> {
			send();
			start();
		});
	}

	private void send() {
		this.requests++;
		Target target = this.balancers.get(this.random.nextInt(this.balancers.size())).next();
		if (target == null) {
			fail(Failure.NOT_SENT);
			return;
		}
		Connection kept = poll(target);
		if (kept != null) {
			exchange(target, kept, target.instance().answersOnKept());
		}
		else if (target.instance().isListening() && !target.isLeaving()) {
			long expiresAt = this.agenda.now() + this.scenario.connections().lifetime().toNanos();
			exchange(target, target.connections().open(expiresAt), true);
		}
		else {
			fail(Failure.REFUSED);
		}
	}

	private @Nullable Connection poll(Target target) {
		long now = this.agenda.now();
		return target.isLeaving() ? target.connections().pollAny(now) : target.connections().poll(now);
	}

	private void exchange(Target target, Connection connection, boolean answered) {
		SimulatedRequest request = new SimulatedRequest(this.agenda.now());
		if (!answered || !target.instance().begin(request)) {
			target.connections().release(connection, false);
			fail(answered ? Failure.REJECTED : Failure.END_OF_FILE);
			return;
		}
		Duration time = this.scenario.traffic().times().next(this.random);
		this.agenda.after(time, () -> {
			boolean cut = !target.instance().end(request);
			target.connections().release(connection, !cut && !target.instance().saysClose());
			if (cut) {
				fail(Failure.CUT);
			}
		});
	}

	private void fail(Failure failure) {
		this.failures.merge(failure, 1L, Long::sum);
	}

}
