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

/**
 * What a drain most likely waits for: the oldest active requests and jobs.
 *
 * @since 1.0.0
 */
public final class OldestWork {

	private static final int FRAMES = 8;

	private final ActiveRequests requests;

	private final ActiveJobs jobs;

	/**
	 * Creates a view on requests and jobs.
	 * @param requests the active requests
	 * @param jobs the active jobs
	 */
	public OldestWork(ActiveRequests requests, ActiveJobs jobs) {
		this.requests = requests;
		this.jobs = jobs;
	}

	/**
	 * The oldest active requests, as they are now.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	public List<ShutdownReport.Request> requests(int limit) {
		return this.requests.longest(limit);
	}

	/**
	 * The oldest active jobs, as they are now.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	public List<ShutdownReport.Job> jobs(int limit) {
		return this.jobs.longest(limit);
	}

	/**
	 * The oldest of both, with the places where their threads stand.
	 * @param limit how many at most
	 * @return a text of several lines for each, oldest first
	 */
	public List<String> stacks(int limit) {
		return Blockers.oldest(this.requests, this.jobs, limit)
			.stream()
			.map((blocker) -> blocker.what() + Texts.top(blocker.stack(), FRAMES))
			.toList();
	}

}
