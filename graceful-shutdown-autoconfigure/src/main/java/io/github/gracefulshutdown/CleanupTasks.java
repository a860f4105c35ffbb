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
 * Knows the cleanup tasks of the application.
 *
 * @since 1.0.0
 */
public interface CleanupTasks {

	/**
	 * The tasks that can run now, as what they belong to exists.
	 * @return the tasks, in no particular order
	 */
	List<CleanupTask> current();

	/**
	 * All tasks that may ever run.
	 * @return their names
	 */
	List<Name> names();

	/**
	 * What identifies a task in log, status and metrics.
	 *
	 * @param phase the phase
	 * @param name the name
	 */
	record Name(int phase, String name) {

	}

}
