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

package io.github.gracefulshutdown.startup;

import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells what takes longer than it may.
 *
 * @param id what kind of event it is
 * @param what what is overdue
 * @param timeout how long it may take
 * @param exitCode the exit code that this leads to
 */
record Overdue(String id, String what, StartupTimeout timeout, int exitCode) {

	/**
	 * Tells it.
	 * @param standing where the thread stands
	 * @param beans the names of the beans in creation
	 * @return what to say
	 */
	LogEvent event(Standing standing, List<String> beans) {
		String culprit = standing.culprit();
		List<String> lines = new ArrayList<>();
		lines.add("%s within %s: the process halts itself with exit code %d, so that it can be started again"
			.formatted(this.what, this.timeout, this.exitCode));
		lines.add("What it waits for:");
		if (!beans.isEmpty()) {
			lines.add("    beans in creation: " + String.join(", ", beans));
		}
		lines.add("    thread %s%s".formatted(standing.thread(), standing.lines()));
		lines.add("What to do:");
		lines.add("    - " + advice(culprit));
		lines.add("    - If it is meant to take so long, raise '%s'".formatted(this.timeout.key()));
		return LogEvent.error(this.id, String.join(System.lineSeparator(), lines))
			.with("timeout", this.timeout.duration())
			.with("exit-code", this.exitCode)
			.with("beans", beans.isEmpty() ? null : beans)
			.with("culprit", culprit);
	}

	private static String advice(@Nullable String culprit) {
		return (culprit != null)
				? "Look at %s: give the call that it stands in a timeout, or do it after the start".formatted(culprit)
				: "Find in the stack what is waited for: give it a timeout, or do it after the start";
	}

}
