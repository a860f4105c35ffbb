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

import org.jspecify.annotations.Nullable;

/**
 * A job that the application has started by itself.
 */
final class TrackedJob extends ActiveJob implements Job {

	private final ActiveJobs jobs;

	private volatile @Nullable Runnable handBack;

	TrackedJob(String name, String id, ActiveJobs jobs) {
		super(name, id, jobs.nanoTime());
		this.jobs = jobs;
	}

	@Override
	public Job onInterrupted(Runnable handBack) {
		this.handBack = handBack;
		return this;
	}

	@Override
	@Nullable Runnable handingBack() {
		return this.handBack;
	}

	@Override
	public void close() {
		this.jobs.end(this);
	}

}
