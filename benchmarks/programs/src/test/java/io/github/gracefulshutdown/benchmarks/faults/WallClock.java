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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.gracefulshutdown.test.process.ServiceLauncher;

/**
 * The wall clock of a process, which libfaketime moves: as when the machine has been
 * suspended, or is told the time after it was wrong. What measures how long something
 * takes is not moved. The library makes the process several times slower.
 */
final class WallClock {

	private static final Duration JUMP = Duration.ofHours(1);

	private static final String LIBRARY = "libfaketimeMT.so.1";

	private WallClock() {
	}

	/**
	 * Lets the clock of a process be moved.
	 * @param launcher how to start the process
	 * @param directory where it runs
	 * @return how to start it
	 */
	static ServiceLauncher movable(ServiceLauncher launcher, Path directory) {
		try {
			set(directory, Duration.ZERO);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return launcher.withEnvironment("LD_PRELOAD", library().toString())
			.withEnvironment("FAKETIME_TIMESTAMP_FILE", file(directory).toString())
			.withEnvironment("FAKETIME_CACHE_DURATION", "1")
			.withEnvironment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
	}

	private static Path library() {
		try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 3)) {
			return files.filter((file) -> file.endsWith(LIBRARY))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("no " + LIBRARY + ": install the package libfaketime"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void jumpForward(Target target) throws Exception {
		jump(target, JUMP);
	}

	static void jumpBack(Target target) throws Exception {
		jump(target, JUMP.negated());
	}

	// The library looks once in a second, as more often makes the process slow: the jump
	// comes half a second before the signal at the earliest, and half a second after it
	// at the latest
	private static void jump(Target target, Duration offset) throws Exception {
		set(target.directory(), offset);
		new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
	}

	private static void set(Path directory, Duration offset) throws IOException {
		Path next = Files.writeString(directory.resolve("clock.next"), "%+d".formatted(offset.toSeconds()));
		Files.move(next, file(directory), StandardCopyOption.ATOMIC_MOVE);
	}

	private static Path file(Path directory) {
		return directory.resolve("clock");
	}

}
