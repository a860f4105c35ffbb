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

import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.test.process.OutputLine;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * How a process has ended.
 *
 * @param exitCode its exit code, or {@code null} if it had not ended and was killed
 * @param took from the signal to the end, or to the moment at which nobody waited any
 * longer
 * @param log the last lines that it wrote
 */
record ProcessEnd(@Nullable Integer exitCode, Duration took, List<String> log) {

	private static final int LINES = 15;

	static ProcessEnd of(ServiceProcess process, long signalledAt) throws InterruptedException {
		boolean ended = !process.isAlive();
		Integer exitCode = ended ? process.awaitExit(Duration.ofSeconds(1)) : null;
		long endedAt = ended ? process.exitedAt().join() : System.nanoTime();
		List<OutputLine> lines = process.output().lines();
		return new ProcessEnd(exitCode, Duration.ofNanos(endedAt - signalledAt),
				lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream().map(OutputLine::text).toList());
	}

}
