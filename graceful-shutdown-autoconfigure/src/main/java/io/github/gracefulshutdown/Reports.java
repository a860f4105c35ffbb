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
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.gracefulshutdown.ShutdownReport.Budget;
import io.github.gracefulshutdown.ShutdownReport.Cleanup;
import io.github.gracefulshutdown.ShutdownReport.End;
import io.github.gracefulshutdown.ShutdownReport.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reports, from what each part of the shutdown knows.
 */
final class Reports {

	private final ShutdownSettings settings;

	private final ActiveRequests requests;

	private final ActiveJobs jobs;

	private final History history;

	private final BoundedCalls calls;

	private final Stopping stopping;

	private final CleaningUp cleaningUp;

	private final AtomicBoolean forced = new AtomicBoolean();

	Reports(ShutdownSettings settings, ActiveRequests requests, ActiveJobs jobs, History history, BoundedCalls calls,
			Stopping stopping, CleaningUp cleaningUp) {
		this.settings = settings;
		this.requests = requests;
		this.jobs = jobs;
		this.history = history;
		this.calls = calls;
		this.stopping = stopping;
		this.cleaningUp = cleaningUp;
	}

	/**
	 * The process halts itself.
	 */
	void forced() {
		this.forced.set(true);
	}

	ShutdownReport create(@Nullable ShutdownTrigger trigger, @Nullable Deadline deadline) {
		Duration remaining = (deadline != null) ? deadline.remaining() : this.settings.timeout();
		return new ShutdownReport(this.history.state(), trigger,
				new Budget(this.settings.platformGracePeriod(), this.settings.timeout(), remaining),
				new Requests(this.requests.active(), this.requests.served(), this.requests.rejected(),
						this.requests.aborted()),
				this.jobs.report(), this.history.stages(),
				new Cleanup(this.cleaningUp.results(), this.calls.failures()),
				new End(this.stopping.cut(), this.forced.get()), this.history.previous());
	}

}
