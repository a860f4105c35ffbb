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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.github.gracefulshutdown.ShutdownReport.Task;

/**
 * The cleanup tasks run: phases in order, the tasks of a phase in parallel.
 */
final class CleaningUp implements Stage {

	/**
	 * What a task that has no timeout of its own leaves for each later phase.
	 */
	private static final Duration PHASE = Duration.ofSeconds(1);

	private final CleanupTasks tasks;

	private final Duration defaultTimeout;

	private final ShutdownThreads threads;

	private final ShutdownClock clock;

	private final ShutdownLog log;

	private final List<Task> results = new CopyOnWriteArrayList<>();

	private final List<TaskRun> runs = new CopyOnWriteArrayList<>();

	CleaningUp(CleanupTasks tasks, Duration defaultTimeout, ShutdownThreads threads, ShutdownClock clock,
			ShutdownLog log) {
		this.tasks = tasks;
		this.defaultTimeout = defaultTimeout;
		this.threads = threads;
		this.clock = clock;
		this.log = log;
	}

	/**
	 * How the tasks ended so far.
	 * @return the tasks
	 */
	List<Task> results() {
		return List.copyOf(this.results);
	}

	/**
	 * The tasks that run at this moment.
	 * @return the tasks
	 */
	List<TaskRun> running() {
		return this.runs.stream().filter(TaskRun::isRunning).toList();
	}

	@Override
	public ShutdownState state() {
		return ShutdownState.CLEANING_UP;
	}

	@Override
	public void run(Deadline deadline) {
		SortedMap<Integer, List<CleanupTask>> phases = this.tasks.current()
			.stream()
			.collect(Collectors.groupingBy(CleanupTask::phase, TreeMap::new, Collectors.toList()));
		int later = phases.size();
		for (List<CleanupTask> phase : phases.values()) {
			later--;
			runPhase(phase, deadline, keep(deadline, later));
		}
	}

	// A second for each later phase, but no more than its even share
	private static Duration keep(Deadline deadline, int later) {
		Duration wanted = PHASE.multipliedBy(later);
		Duration most = deadline.left(Duration.ZERO).dividedBy(later + 1).multipliedBy(later);
		return (wanted.compareTo(most) < 0) ? wanted : most;
	}

	private void runPhase(List<CleanupTask> phase, Deadline deadline, Duration keep) {
		phase.stream().map((task) -> start(task, deadline, keep)).toList().forEach(Runnable::run);
	}

	// Starts a task.
	private Runnable start(CleanupTask task, Deadline deadline, Duration keep) {
		Duration timeout = task.timeout();
		long until = (timeout != null) ? deadline.endOf(timeout, Duration.ZERO)
				: deadline.endOf(this.defaultTimeout, keep);
		TaskRun run = new TaskRun(task, this.results::add, this.clock, this.log);
		this.runs.add(run);
		try {
			Thread thread = this.threads.start(run::run);
			return () -> run.await(thread, until);
		}
		catch (OutOfMemoryError ex) {
			run.fail(ex);
			return () -> {
			};
		}
	}

}
