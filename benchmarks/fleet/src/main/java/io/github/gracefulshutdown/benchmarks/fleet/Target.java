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

/**
 * An instance as one balancer sees it.
 */
final class Target {

	private final Instance instance;

	private final ConnectionPool connections;

	private int place;

	private boolean leaving;

	Target(Instance instance, ConnectionPool connections) {
		this.instance = instance;
		this.connections = connections;
	}

	Instance instance() {
		return this.instance;
	}

	ConnectionPool connections() {
		return this.connections;
	}

	/**
	 * Whether the balancer has noticed that it leaves: no new connections from here on.
	 * @return whether it has
	 */
	boolean isLeaving() {
		return this.leaving;
	}

	void leave() {
		this.leaving = true;
	}

	/**
	 * The balancer has had the time to notice that the instance closed its connections.
	 * @param noticed if it did before this time
	 */
	void forgetClosed(long noticed) {
		if (this.instance.closedSince() < noticed) {
			this.connections.clear();
		}
	}

	int place() {
		return this.place;
	}

	void place(int place) {
		this.place = place;
	}

}
