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

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * The process in which something goes wrong, and the connections that are held open until
 * it has ended.
 *
 * @param process the process
 * @param directory where it runs
 * @param lameDuck how long its lame duck lasts
 * @param kept what is closed in the end
 */
record Target(ServiceProcess process, Path directory, Duration lameDuck, Queue<Closeable> kept) implements Closeable {

	/**
	 * How long anything may take that takes no time.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(10);

	Target(ServiceProcess process, Path directory, Duration lameDuck) {
		this(process, directory, lameDuck, new ConcurrentLinkedQueue<>());
	}

	int port() throws InterruptedException {
		return this.process.port();
	}

	void keep(Closeable connection) {
		this.kept.add(connection);
	}

	@Override
	public void close() throws IOException {
		for (Closeable connection : this.kept) {
			connection.close();
		}
	}

}
