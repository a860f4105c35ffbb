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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The report is final: it goes to the log, to the listeners and to where it outlives the
 * process.
 */
final class Terminated implements Stage {

	// Of the timeout. What has used up four fifths of it is worth an alert
	private static final int NOTABLE_PART = 10;

	private final Supplier<ShutdownReport> report;

	private final ShutdownEvents events;

	private final ShutdownLog log;

	private final List<ReportWriter> writers;

	private final BoundedCalls calls;

	private volatile @Nullable Written written;

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
		List<Runnable> writers = write(report, this.log.ended(report, deadline.elapsed()), deadline);
		this.events.publish(new ShutdownCompletedEvent(report), deadline);
		writers.forEach(Runnable::run);
	}

	/**
	 * Writes the report again if what came after it, the destruction of the last beans,
	 * has changed it.
	 * @param report the report
	 */
	void revise(ShutdownReport report) {
		Written written = this.written;
		if (written != null && written.isOutdatedBy(report)) {
			Deadline deadline = written.deadline();
			List<LogEvent> events = this.log.endedAfterAll(report, deadline.elapsed(), written.report().outcome());
			write(report, events, deadline).forEach(Runnable::run);
		}
	}

	private List<Runnable> write(ShutdownReport report, List<LogEvent> events, Deadline deadline) {
		this.written = new Written(report, deadline);
		return this.writers.stream()
			.map((writer) -> this.calls.start("report writer " + writer.getClass().getName(), deadline,
					writer.patience(), () -> writer.write(report, events)))
			.toList();
	}

	private record Written(ShutdownReport report, Deadline deadline) {

		boolean isOutdatedBy(ShutdownReport other) {
			Duration longer = this.report.budget().remaining().minus(other.budget().remaining());
			Duration notable = other.budget().timeout().dividedBy(NOTABLE_PART);
			return this.report.outcome() != other.outcome() || longer.compareTo(notable) > 0;
		}

	}

}
