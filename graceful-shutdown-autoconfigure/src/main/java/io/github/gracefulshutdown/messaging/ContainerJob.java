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

package io.github.gracefulshutdown.messaging;

import java.util.Arrays;

import io.github.gracefulshutdown.ActiveJob;

/**
 * A listener container that stops. Its listeners may start jobs of their own until it
 * has, as the message at hand is to be handled to its end.
 */
final class ContainerJob extends ActiveJob {

	private final String containers;

	ContainerJob(String name, String id, long startedAt, Class<?> type) {
		super(name, id, startedAt);
		this.containers = type.getPackageName() + ".";
		// It does not wait to run, although no thread is known
		occupy();
		release();
	}

	// The threads are the container's own. Asked only where a job would be refused
	@Override
	protected boolean isOn(Thread thread) {
		return Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().startsWith(this.containers));
	}

}
