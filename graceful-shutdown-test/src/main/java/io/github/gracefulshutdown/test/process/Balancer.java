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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A round-robin balancer that goes on sending to a stopping process for a while, as
 * Kubernetes does.
 *
 * @since 1.0.0
 */
public final class Balancer implements AutoCloseable {

	private final int connectionsPerBackend;

	private final boolean keepConnections;

	private final List<Backend> backends = new CopyOnWriteArrayList<>();

	private final AtomicLong turn = new AtomicLong();

	/**
	 * Create a balancer without backends.
	 * @param connectionsPerBackend how many keep-alive connections to hold to each, more
	 * being opened only while all of them are busy
	 */
	public Balancer(int connectionsPerBackend) {
		this(connectionsPerBackend, false);
	}

	/**
	 * Create a balancer without backends.
	 * @param connectionsPerBackend how many keep-alive connections to hold to each, more
	 * being opened only while all of them are busy
	 * @param keepConnections whether the connections to a process outlive its place in
	 * the rotation until one side closes them, as those through a Kubernetes service do
	 */
	public Balancer(int connectionsPerBackend, boolean keepConnections) {
		this.connectionsPerBackend = connectionsPerBackend;
		this.keepConnections = keepConnections;
	}

	/**
	 * Take a process into the rotation.
	 * @param name the name of its instance
	 * @param port its port
	 * @return the backend
	 */
	public Backend enter(String name, int port) {
		forgetDeparted();
		Backend backend = new Backend(name, port, this.connectionsPerBackend);
		this.backends.add(backend);
		return backend;
	}

	/**
	 * Take a process out of the rotation some time after its signal.
	 * @param backend the backend
	 * @param signalledAt when the signal was sent
	 * @param lag how long requests are still sent
	 */
	public void leave(Backend backend, long signalledAt, Duration lag) {
		backend.leave(signalledAt, lag);
	}

	@Nullable Backend next() {
		List<Backend> candidates = this.backends.stream().filter(Backend::isInRotation).toList();
		if (candidates.isEmpty()) {
			return null;
		}
		return candidates.get((int) (this.turn.getAndIncrement() % candidates.size()));
	}

	/**
	 * Take a kept connection to a process that has left the rotation, for every other
	 * request as long as there is one.
	 * @return the connection, or {@code null}
	 */
	@Nullable Kept pollKept() {
		if (!this.keepConnections || this.turn.get() % 2 == 0) {
			return null;
		}
		for (Backend backend : this.backends) {
			RawConnection connection = backend.isInRotation() ? null : backend.connections().poll();
			if (connection != null) {
				this.turn.incrementAndGet();
				return new Kept(backend, connection);
			}
		}
		return null;
	}

	private void forgetDeparted() {
		for (Backend backend : this.backends) {
			if (!backend.isInRotation()) {
				this.backends.remove(backend);
				backend.close();
			}
		}
	}

	@Override
	public void close() {
		this.backends.forEach(Backend::close);
		this.backends.clear();
	}

	/**
	 * A connection that has outlived its backend's place in the rotation.
	 *
	 * @param backend the backend
	 * @param connection the connection
	 */
	record Kept(Backend backend, RawConnection connection) {
	}

}
