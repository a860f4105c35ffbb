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
 * A piece of background work that the drain waits for, from
 * {@link JobTracker#start(String, String)} to {@link #close()}. If it has not ended at
 * the drain timeout, the thread that started it is interrupted, and then the job is
 * handed back. Safe for any thread.
 *
 * @since 1.0.0
 */
public interface Job extends AutoCloseable {

	/**
	 * Says how to hand the job back, for somebody else to take up: as by marking it as
	 * new in the queue that it came from. Called at most once, on a thread of the
	 * shutdown, when the job was interrupted: as soon as it is closed, or beside it when
	 * half of {@code graceful-shutdown.drain.interrupt-window} has passed. The process
	 * waits for it until the window is over. As an interrupt can come when the work is
	 * just done, it should hand back only what is not.
	 * @param handBack what to do; failures are logged and reported
	 * @return this job
	 */
	Job onInterrupted(Runnable handBack);

	/**
	 * The job has ended, well or not. Does nothing if it has ended before. On the thread
	 * that started it, an interrupt that was meant for the job is forgotten.
	 */
	@Override
	void close();

}
