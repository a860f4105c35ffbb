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
import java.util.concurrent.TimeUnit;

/**
 * A process of somebody else's program that never outlives this object, nor do those that
 * it has started.
 *
 * @since 1.0.0
 */
public final class OwnedProcess implements AutoCloseable {

	private static final long SECONDS = 20;

	private final Process process;

	private final Thread killer = new Thread(this::kill, "owned-process-killer");

	/**
	 * Start it.
	 * @param builder how
	 * @throws IOException if it cannot be started
	 */
	public OwnedProcess(ProcessBuilder builder) throws IOException {
		this.process = builder.start();
		Runtime.getRuntime().addShutdownHook(this.killer);
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Ask those that it has started to end, and wait for itself: for scripts that end
	 * with what they run.
	 */
	public void endDescendants() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		await();
	}

	/**
	 * Ask it to end, and kill it if it does not within 20 seconds.
	 */
	@Override
	public void close() {
		this.process.destroy();
		await();
		kill();
		Runtime.getRuntime().removeShutdownHook(this.killer);
	}

	private void await() {
		try {
			this.process.waitFor(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
