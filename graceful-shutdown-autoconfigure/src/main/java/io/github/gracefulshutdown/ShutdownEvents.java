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

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the events of the shutdown so that no listener can hold it up.
 */
final class ShutdownEvents {

	private final ApplicationEventPublisher publisher;

	private final BoundedCalls calls;

	ShutdownEvents(ApplicationEventPublisher publisher, BoundedCalls calls) {
		this.publisher = publisher;
		this.calls = calls;
	}

	void publish(Object event, Deadline deadline) {
		this.calls.call("listener of " + event.getClass().getSimpleName(), deadline,
				() -> this.publisher.publishEvent(event));
	}

}
