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

import java.util.List;
import java.util.function.Supplier;

/**
 * The report is final: it goes to the log, to the listeners and to where it outlives the
 * process.
 */
final class Terminated implements Stage {

	private final Supplier<ShutdownReport> report;

	private final ShutdownEvents events;

	private final ShutdownLog log;

	private final List<ReportWriter> writers;

	private final BoundedCalls calls;

	Terminated(Supplier<ShutdownReport> report, ShutdownEvents events, ShutdownLog log, List<ReportWriter> writers,
			BoundedCalls calls) {
		this.report = report;
		this.events = events;
		this.log = log;
		this.writers = writers;
		this.calls = calls;
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.TERMINATED;
	}

	@Override
	public void run(Deadline deadline) {
		ShutdownReport report = this.report.get();
		List<LogEvent> events = this.log.ended(report, deadline.elapsed());
		List<Runnable> writers = this.writers.stream()
			.map((writer) -> start(writer, report, events, deadline))
			.toList();
		this.events.publish(new ShutdownCompletedEvent(report), deadline);
		writers.forEach(Runnable::run);
	}

	private Runnable start(ReportWriter writer, ShutdownReport report, List<LogEvent> events, Deadline deadline) {
		return this.calls.start("report writer " + writer.getClass().getName(), deadline, writer.patience(),
				() -> writer.write(report, events));
	}

}
