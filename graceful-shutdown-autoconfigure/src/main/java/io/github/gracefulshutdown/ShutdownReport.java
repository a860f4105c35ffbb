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
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the shutdown at one moment. Endpoint, metrics, log and events are
 * all made from it, so that they cannot disagree.
 *
 * @param state the current state
 * @param trigger what started it, or {@code null} while running
 * @param budget the times
 * @param requests the requests, counted since the trigger
 * @param jobs the jobs, counted since the trigger
 * @param stages the states that were entered, in order
 * @param cleanup the cleanup tasks
 * @param end the end of the application and the process
 * @param previous how the process before this one has ended, or {@code null} if that is
 * not known
 * @since 1.0.0
 */
public record ShutdownReport(ShutdownState state, @Nullable ShutdownTrigger trigger, Budget budget, Requests requests,
		Jobs jobs, List<Stage> stages, Cleanup cleanup, End end, @Nullable PreviousShutdown previous) {

	/**
	 * How the shutdown has gone so far, which is final in the state
	 * {@link ShutdownState#TERMINATED}.
	 * @return the outcome
	 */
	public ShutdownOutcome outcome() {
		if (this.end.forced()) {
			return ShutdownOutcome.FORCED;
		}
		boolean clean = this.requests.aborted().isEmpty() && this.jobs.areAllDone() && this.end.cut().isEmpty()
				&& this.cleanup.tasks().stream().allMatch(Task::succeeded);
		return clean ? ShutdownOutcome.CLEAN : ShutdownOutcome.INCOMPLETE;
	}

	/**
	 * How long a state lasted so far.
	 * @param state the state
	 * @return the duration, zero if it was not entered
	 */
	public Duration durationOf(ShutdownState state) {
		return this.stages.stream()
			.filter((stage) -> stage.name() == state)
			.map(Stage::duration)
			.findFirst()
			.orElse(Duration.ZERO);
	}

	/**
	 * The times of the plan.
	 *
	 * @param platformGracePeriod what the platform allows
	 * @param timeout the whole budget
	 * @param remaining what is left of it
	 */
	public record Budget(Duration platformGracePeriod, Duration timeout, Duration remaining) {

	}

	/**
	 * The requests.
	 *
	 * @param active how many are active
	 * @param served how many were completed
	 * @param rejected how many were refused
	 * @param aborted those that were cut at the end of the drain
	 */
	public record Requests(long active, long served, long rejected, List<Request> aborted) {

	}

	/**
	 * One request.
	 *
	 * @param method the HTTP method
	 * @param path the path
	 * @param age how long it has been active
	 * @param thread the name of its thread, or {@code null} if it waits for an
	 * asynchronous result
	 */
	public record Request(String method, String path, Duration age, @Nullable String thread) {

	}

	/**
	 * The jobs.
	 *
	 * @param active how many are active
	 * @param completed how many were completed
	 * @param interrupted those that were cut at the end of the drain
	 * @param neverRan how many were accepted and not begun, and never will be
	 */
	public record Jobs(long active, long completed, List<InterruptedJob> interrupted, long neverRan) {

		boolean areAllDone() {
			return this.interrupted.isEmpty() && this.neverRan == 0;
		}

	}

	/**
	 * One job.
	 *
	 * @param name what kind of job it is
	 * @param id which one it is
	 * @param age how long it has been active
	 */
	public record Job(String name, String id, Duration age) {

	}

	/**
	 * One job that was cut at the end of the drain.
	 *
	 * @param job the job, as it was then
	 * @param handBack whether somebody else can take it up
	 */
	public record InterruptedJob(Job job, HandBack handBack) {

	}

	/**
	 * How the hand-back of a job ended.
	 */
	public enum HandBack {

		/**
		 * The job has none.
		 */
		NONE,

		/**
		 * It returned.
		 */
		SUCCESS,

		/**
		 * It threw something.
		 */
		FAILURE,

		/**
		 * It has not returned, or has not begun.
		 */
		UNFINISHED

	}

	/**
	 * One state that was entered.
	 *
	 * @param name the state
	 * @param startedAt when it began
	 * @param duration how long it lasted, or has lasted so far
	 */
	public record Stage(ShutdownState name, Instant startedAt, Duration duration) {

	}

	/**
	 * The cleanup, and what else ran on behalf of the shutdown.
	 *
	 * @param tasks the tasks that ended or timed out, in the order in which they did
	 * @param failedCallbacks the listeners and participants that failed or did not
	 * return, by name; they do not count for the {@link #outcome() outcome}
	 */
	public record Cleanup(List<Task> tasks, List<String> failedCallbacks) {

	}

	/**
	 * The end of the application and the process.
	 *
	 * @param cut what of the application was interrupted because its time was over:
	 * lifecycle beans and methods that the closing thread stood in
	 * @param forced whether the process halts itself
	 */
	public record End(List<String> cut, boolean forced) {

	}

	/**
	 * One cleanup task.
	 *
	 * @param phase its phase
	 * @param task its name
	 * @param outcome how it ended
	 * @param duration how long it took
	 */
	public record Task(int phase, String task, TaskOutcome outcome, Duration duration) {

		/**
		 * Whether it ended well.
		 * @return whether it returned
		 */
		public boolean succeeded() {
			return this.outcome == TaskOutcome.SUCCESS;
		}

	}

	/**
	 * How a cleanup task ended.
	 */
	public enum TaskOutcome {

		/**
		 * It returned.
		 */
		SUCCESS,

		/**
		 * It threw something.
		 */
		FAILURE,

		/**
		 * It was still running at its timeout.
		 */
		TIMEOUT

	}

}
