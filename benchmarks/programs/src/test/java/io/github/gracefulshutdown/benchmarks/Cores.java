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

package io.github.gracefulshutdown.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps server and client on different cores, where {@code taskset} is there to do so.
 */
final class Cores {

	private static final int ATTEMPTS = 10;

	private Cores() {
	}

	/**
	 * Pin this process to the last core.
	 * @return whether processes can be pinned
	 */
	static boolean pinClient() throws InterruptedException {
		int cores = Runtime.getRuntime().availableProcessors();
		return cores > 1 && pin(ProcessHandle.current().pid(), cores - 1);
	}

	static boolean pinServer(long pid) throws InterruptedException {
		// It fails if a thread ends while it goes through them
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			if (pin(pid, 0)) {
				return true;
			}
		}
		return false;
	}

	// All threads: those to come are started by one of them and stay on its core
	private static boolean pin(long pid, int core) throws InterruptedException {
		try {
			Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", String.valueOf(core), String.valueOf(pid))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!taskset.waitFor(10, TimeUnit.SECONDS)) {
				taskset.destroyForcibly();
				return false;
			}
			return taskset.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
