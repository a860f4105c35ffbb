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

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Chooses at random among the instances that it takes for ready. Connections that it has
 * to one that leaves stay in use until one side closes them, as those through a
 * Kubernetes service do.
 */
final class Balancer {

	private final Agenda agenda;

	private final Scenario.Connections connections;

	private final RandomGenerator random;

	private final List<Target> targets = new ArrayList<>();

	Balancer(Agenda agenda, Scenario.Connections connections, RandomGenerator random) {
		this.agenda = agenda;
		this.connections = connections;
		this.random = random;
	}

	Target enter(Instance instance) {
		Target target = new Target(instance, new ConnectionPool(this.connections.each()));
		target.place(this.targets.size());
		this.targets.add(target);
		return target;
	}

	/**
	 * Where the next request goes.
	 * @return the target, or {@code null} if none is taken for ready
	 */
	@Nullable Target next() {
		while (!this.targets.isEmpty()) {
			Target target = this.targets.get(this.random.nextInt(this.targets.size()));
			target.forgetClosed(this.agenda.now() - this.connections.noticed().toNanos());
			if (!target.isLeaving() || target.connections().hasIdle(this.agenda.now())) {
				return target;
			}
			remove(target);
		}
		return null;
	}

	// The last one takes its place.
	private void remove(Target target) {
		Target last = this.targets.remove(this.targets.size() - 1);
		if (last != target) {
			this.targets.set(target.place(), last);
			last.place(target.place());
		}
	}

}
