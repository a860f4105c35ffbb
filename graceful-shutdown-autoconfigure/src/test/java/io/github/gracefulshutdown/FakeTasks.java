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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cleanup tasks without beans.
 */
final class FakeTasks implements CleanupTasks {

	private final List<CleanupTask> tasks = new ArrayList<>();

	FakeTasks add(int phase, String name, ShutdownTask task) {
		return add(phase, name, null, task);
	}

	FakeTasks add(int phase, String name, @Nullable Duration timeout, ShutdownTask task) {
		this.tasks.add(new CleanupTask(phase, name, timeout, task));
		return this;
	}

	@Override
	public List<CleanupTask> current() {
		return this.tasks;
	}

	@Override
	public List<Name> names() {
		return this.tasks.stream().map((task) -> new Name(task.phase(), task.name())).toList();
	}

}
