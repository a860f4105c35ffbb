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

/**
 * Where background work says that it runs, so that no shutdown cuts it short. Safe for
 * any thread. Without a shutdown to wait for it, that is with
 * {@code graceful-shutdown.enabled=false}, it does nothing.
 *
 * @since 1.0.0
 */
public interface JobTracker {

	/**
	 * Starts a job, which the calling thread works on.
	 * @param name what kind of job it is, as {@code import}
	 * @param id which one it is, as the key of its order
	 * @return the job, to be closed when it has ended
	 * @throws ShutdownInProgressException if the drain has begun and the calling thread
	 * is not at work on a request or another job: whatever the job is about has to be
	 * left for another process
	 */
	Job start(String name, String id);

}
