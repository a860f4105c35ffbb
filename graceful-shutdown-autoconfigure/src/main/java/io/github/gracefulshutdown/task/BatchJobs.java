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

package io.github.gracefulshutdown.task;

import java.util.List;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownParticipant;

/**
 * Tells the jobs of Spring Batch that still run when half of the drain's time has passed
 * to stop after their chunk. The job repository has them as {@code STOPPED} then, and
 * they go on from there when they are started again with the same parameters. Without
 * that, an interrupt would let them fail in the middle of a chunk, or the end of the
 * process would leave them as {@code STARTED}, which Spring Batch refuses to start again.
 *
 * @since 1.0.0
 */
public final class BatchJobs implements ShutdownParticipant {

	private final BatchPostProcessor batch;

	private final EventLog log;

	/**
	 * Creates an object that leaves the jobs alone until the drain.
	 * @param batch what knows them
	 * @param log where to say which were told
	 */
	public BatchJobs(BatchPostProcessor batch, EventLog log) {
		this.batch = batch;
		this.log = log;
	}

	@Override
	public void drainSlow() {
		List<BatchRun> told = this.batch.runs().stopping().stream().filter(BatchRun::stop).toList();
		told.forEach(this::log);
		told.forEach(BatchRun::stopTasklets);
	}

	private void log(BatchRun run) {
		String text = "Told batch job '%s' (%d) to stop after its chunk: half of the drain's time has passed"
			.formatted(run.name(), run.executionId());
		this.log.write(LogEvent.info("batch-job-stopping", text)
			.with("job.name", run.name())
			.with("job.id", run.executionId()));
	}

}
