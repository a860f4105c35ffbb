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

package io.github.gracefulshutdown.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process above this one.
 *
 * @param pid its number
 * @param name the file name of its program, empty if that is not known
 * @param trapsTerminate whether it does something of its own at {@code SIGTERM}
 */
record Ancestor(long pid, String name, boolean trapsTerminate) {

	/**
	 * The bit of {@code SIGTERM}, number 15, in a set of signals.
	 */
	private static final long TERMINATE = 1L << (15 - 1);

	// The caught ones, and the blocked ones for which a process asks, as the init of
	// BusyBox does
	private static final Pattern HANDLED = Pattern.compile("(?:SigCgt|SigBlk):\\s*(\\p{XDigit}+)");

	/**
	 * Returns the processes above this one.
	 * @return the parent first
	 */
	static List<Ancestor> ofThisProcess() {
		return Stream.iterate(ProcessHandle.current().parent(), Optional::isPresent, (each) -> each.get().parent())
			.map((each) -> of(each.get()))
			.toList();
	}

	static Ancestor of(ProcessHandle process) {
		String name = process.info().command().map((command) -> Path.of(command).getFileName().toString()).orElse("");
		return new Ancestor(process.pid(), name, trapsTerminate(Path.of("/proc/%d/status".formatted(process.pid()))));
	}

	// proc_pid_status(5): sets of signals, hexadecimal numbers
	static boolean trapsTerminate(Path status) {
		try (Stream<String> lines = Files.lines(status)) {
			return lines.map(HANDLED::matcher)
				.filter(Matcher::matches)
				.map((line) -> Long.parseUnsignedLong(line.group(1), 16))
				.anyMatch((handled) -> (handled & TERMINATE) != 0);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
