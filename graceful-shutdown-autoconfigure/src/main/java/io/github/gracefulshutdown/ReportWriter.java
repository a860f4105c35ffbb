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

package io.github.gracefulshutdown;

import java.time.Duration;
import java.util.List;

/**
 * Takes the final report to where it outlives the process. Called at the end of the
 * shutdown, before the last beans are destroyed, and once more if that has changed the
 * outcome or has taken more than a tenth of the timeout, or if the process has to halt
 * itself. One that throws, or does not return within its {@link #patience() patience}, is
 * named and stops nothing.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface ReportWriter {

	/**
	 * Writes the report.
	 * @param report the report
	 * @param events what the log says of it, the summary first
	 */
	void write(ShutdownReport report, List<LogEvent> events);

	/**
	 * How long the shutdown waits for it, inside its deadline.
	 * @return the time, a second unless it is another one
	 */
	default Duration patience() {
		return Duration.ofSeconds(1);
	}

}
