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

package io.github.gracefulshutdown.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The shutdown as meters, all read from one {@link ShutdownReport}. Registered when the
 * registry starts, so that a scraper has seen them before they matter.
 *
 * @since 1.0.0
 */
public final class ShutdownMetrics implements MeterBinder {

	/**
	 * 1 for the current state, 0 for the others. Tag: {@code state}.
	 */
	public static final String STATE = "graceful.shutdown.state";

	/**
	 * The active requests.
	 */
	public static final String REQUESTS_ACTIVE = "graceful.shutdown.requests.active";

	/**
	 * The active jobs.
	 */
	public static final String JOBS_ACTIVE = "graceful.shutdown.jobs.active";

	/**
	 * The requests since the trigger. Tag: {@code outcome}.
	 */
	public static final String REQUESTS = "graceful.shutdown.requests";

	/**
	 * The jobs since the trigger. Tag: {@code outcome}.
	 */
	public static final String JOBS = "graceful.shutdown.jobs";

	/**
	 * How long a state lasted, or has lasted so far. Tag: {@code stage}.
	 */
	public static final String STAGE_DURATION = "graceful.shutdown.stage.duration";

	/**
	 * How long a cleanup task took. Tags: {@code phase}, {@code task}, {@code outcome}.
	 */
	public static final String TASK_DURATION = "graceful.shutdown.task.duration";

	/**
	 * What is left of the budget.
	 */
	public static final String BUDGET_REMAINING = "graceful.shutdown.budget.remaining";

	/**
	 * 1 if it is known how the process before this one has ended. Tags: {@code outcome},
	 * {@code trigger}, which is {@code none} if its shutdown had not begun.
	 */
	public static final String PREVIOUS = "graceful.shutdown.previous";

	/**
	 * How long the shutdown of that process took. Not there if it was killed.
	 */
	public static final String PREVIOUS_DURATION = "graceful.shutdown.previous.duration";

	/**
	 * When that process ended, or was last seen, in seconds since 1970.
	 */
	public static final String PREVIOUS_TIMESTAMP = "graceful.shutdown.previous.timestamp";

	private final GracefulShutdown shutdown;

	private final CleanupTasks tasks;

	/**
	 * Creates the meters.
	 * @param shutdown the shutdown
	 * @param tasks the cleanup tasks
	 */
	public ShutdownMetrics(GracefulShutdown shutdown, CleanupTasks tasks) {
		this.shutdown = shutdown;
		this.tasks = tasks;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ShutdownState state : ShutdownState.values()) {
			bindState(registry, state);
		}
		gauge(registry, REQUESTS_ACTIVE, "Requests that are active", (report) -> report.requests().active());
		gauge(registry, JOBS_ACTIVE, "Jobs that are active", (report) -> report.jobs().active());
		requests(registry, "served", (report) -> report.requests().served());
		requests(registry, "rejected", (report) -> report.requests().rejected());
		requests(registry, "aborted", (report) -> report.requests().aborted().size());
		jobs(registry, "completed", (report) -> report.jobs().completed());
		jobs(registry, "interrupted", (report) -> report.jobs().interrupted().size());
		this.tasks.names().forEach((task) -> bindTask(registry, task));
		TimeGauge
			.builder(BUDGET_REMAINING, this.shutdown, TimeUnit.NANOSECONDS,
					(shutdown) -> shutdown.report().budget().remaining().toNanos())
			.description("Time that is left of the shutdown's budget")
			.register(registry);
		PreviousShutdown previous = this.shutdown.report().previous();
		if (previous != null) {
			bindPrevious(registry, previous);
		}
	}

	private static void bindPrevious(MeterRegistry registry, PreviousShutdown previous) {
		ShutdownTrigger.Type trigger = previous.trigger();
		Gauge.builder(PREVIOUS, () -> 1)
			.description("1 for how the process before this one has ended")
			.tag("outcome", tag(previous.outcome()))
			.tag("trigger", (trigger != null) ? tag(trigger) : "none")
			.register(registry);
		TimeGauge.builder(PREVIOUS_TIMESTAMP, () -> previous.at().toEpochMilli(), TimeUnit.MILLISECONDS)
			.description("When the process before this one has ended, or was last seen, since 1970")
			.register(registry);
		Duration duration = previous.duration();
		if (duration != null) {
			TimeGauge.builder(PREVIOUS_DURATION, duration::toNanos, TimeUnit.NANOSECONDS)
				.description("Time that the shutdown of the process before this one took")
				.register(registry);
		}
	}

	private void bindState(MeterRegistry registry, ShutdownState state) {
		Gauge.builder(STATE, this.shutdown, (shutdown) -> (shutdown.state() == state) ? 1 : 0)
			.description("1 for the state that the application is in")
			.tag("state", tag(state))
			.register(registry);
		if (state != ShutdownState.RUNNING && state != ShutdownState.TERMINATED) {
			TimeGauge
				.builder(STAGE_DURATION, this.shutdown, TimeUnit.NANOSECONDS,
						(shutdown) -> shutdown.report().durationOf(state).toNanos())
				.description("Time that a state of the shutdown lasted so far")
				.tag("stage", tag(state))
				.register(registry);
		}
	}

	private void bindTask(MeterRegistry registry, CleanupTasks.Name task) {
		for (TaskOutcome outcome : TaskOutcome.values()) {
			TimeGauge
				.builder(TASK_DURATION, this.shutdown, TimeUnit.NANOSECONDS,
						(shutdown) -> nanos(shutdown.report(), task, outcome))
				.description("Time that a cleanup task took")
				.tag("phase", Integer.toString(task.phase()))
				.tag("task", task.name())
				.tag("outcome", tag(outcome))
				.register(registry);
		}
	}

	private void gauge(MeterRegistry registry, String name, String description,
			ToDoubleFunction<ShutdownReport> value) {
		Gauge.builder(name, this.shutdown, (shutdown) -> value.applyAsDouble(shutdown.report()))
			.description(description)
			.register(registry);
	}

	private void requests(MeterRegistry registry, String outcome, ToDoubleFunction<ShutdownReport> value) {
		counter(registry, REQUESTS, "Requests since the shutdown began", outcome, value);
	}

	private void jobs(MeterRegistry registry, String outcome, ToDoubleFunction<ShutdownReport> value) {
		counter(registry, JOBS, "Jobs since the shutdown began", outcome, value);
	}

	private void counter(MeterRegistry registry, String name, String description, String outcome,
			ToDoubleFunction<ShutdownReport> value) {
		FunctionCounter.builder(name, this.shutdown, (shutdown) -> value.applyAsDouble(shutdown.report()))
			.description(description)
			.tag("outcome", outcome)
			.register(registry);
	}

	private static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static double nanos(ShutdownReport report, CleanupTasks.Name name, TaskOutcome outcome) {
		return report.cleanup()
			.tasks()
			.stream()
			.filter((task) -> task.phase() == name.phase() && task.task().equals(name.name())
					&& task.outcome() == outcome)
			.mapToDouble((task) -> task.duration().toNanos())
			.sum();
	}

}
