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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.github.gracefulshutdown.LogEvent;

/**
 * Finds a process in a container under nothing but shells, the first of which gets the
 * signal. It neither ends by it, as process 1, nor passes it on, unless it traps it.
 *
 * @param ancestors the processes above this one, the parent first
 */
record ShellCheck(Supplier<List<Ancestor>> ancestors) implements SignalPathCheck {

	private static final Set<String> SHELLS = Set.of("ash", "bash", "busybox", "dash", "ksh", "sh", "zsh");

	private static final String TEXT = "SIGTERM does not arrive: process 1 is the shell %s, which does not pass it on. "
			+ "Use the exec form of ENTRYPOINT (a JSON array), start java with exec in the script, "
			+ "or run the container with --init";

	@Override
	public Optional<LogEvent> run() {
		List<Ancestor> shells = this.ancestors.get();
		if (shells.isEmpty() || !shells.stream().allMatch((each) -> SHELLS.contains(each.name()))) {
			return Optional.empty();
		}
		Ancestor first = shells.get(shells.size() - 1);
		return (first.pid() != 1 || first.trapsTerminate()) ? Optional.empty() : Optional.of(finding(first.name()));
	}

	private static LogEvent finding(String shell) {
		return LogEvent.warn("doctor-shell-pid-1", TEXT.formatted(shell)).with("shell", shell);
	}

}
