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

package io.github.gracefulshutdown.actuate;

import java.util.List;

import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@code /actuator/shutdown-status} answers: instants and durations as in ISO 8601,
 * counts since the trigger.
 *
 * @param state the current state
 * @param trigger what started the shutdown, absent while running
 * @param budget the times
 * @param requests the requests
 * @param jobs the jobs
 * @param stages the states that were entered, in order
 * @param cleanup the cleanup tasks that ended or timed out
 * @param previous how the process before this one has ended, absent if that is not known
 * @since 1.0.0
 */
public record ShutdownStatusDescriptor(ShutdownState state, @Nullable ShutdownTrigger trigger,
		ShutdownReport.Budget budget, Requests requests, Jobs jobs, List<ShutdownReport.Stage> stages,
		List<ShutdownReport.Task> cleanup, @Nullable PreviousShutdown previous) implements OperationResponseBody {

	static ShutdownStatusDescriptor of(ShutdownReport report, @Nullable List<ShutdownReport.Request> longestRequests,
			@Nullable List<ShutdownReport.Job> longestJobs) {
		ShutdownReport.Requests requests = report.requests();
		ShutdownReport.Jobs jobs = report.jobs();
		return new ShutdownStatusDescriptor(report.state(), report.trigger(), report.budget(),
				new Requests(requests.active(), requests.served(), requests.rejected(), requests.aborted().size(),
						longestRequests),
				new Jobs(jobs.active(), jobs.completed(), jobs.interrupted().size(), longestJobs), report.stages(),
				report.cleanup().tasks(), report.previous());
	}

	/**
	 * The requests.
	 *
	 * @param active how many are active
	 * @param served how many were completed
	 * @param rejected how many were refused
	 * @param aborted how many were cut at the end of the drain
	 * @param longest the oldest of the active ones, absent if details are not shown
	 */
	public record Requests(long active, long served, long rejected, long aborted,
			@Nullable List<ShutdownReport.Request> longest) {

	}

	/**
	 * The jobs.
	 *
	 * @param active how many are active
	 * @param completed how many were completed
	 * @param interrupted how many were cut at the end of the drain
	 * @param longest the oldest of the active ones, absent if details are not shown
	 */
	public record Jobs(long active, long completed, long interrupted, @Nullable List<ShutdownReport.Job> longest) {

	}

}
