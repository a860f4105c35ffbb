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
 * A piece of cleanup that runs in its {@link ShutdownPhase phase}, on a thread of its own
 * that is interrupted at the task's timeout. A bean without one runs in phase 0, under
 * its name.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface ShutdownTask {

	/**
	 * Cleans up. Called at most once.
	 * @throws Exception if it failed, which is recorded and does not stop other tasks
	 */
	void run() throws Exception;

}
