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
 * How a shutdown ended.
 *
 * @since 1.0.0
 */
public enum ShutdownOutcome {

	/**
	 * Nothing was cut short.
	 */
	CLEAN,

	/**
	 * A request, a job, a task or a lifecycle bean was cut, failed or timed out, or a job
	 * never ran.
	 */
	INCOMPLETE,

	/**
	 * The process halted itself, at its deadline, or at a SIGINT during the shutdown.
	 */
	FORCED,

	/**
	 * The process has left no report. Never the outcome of this process.
	 */
	KILLED

}
