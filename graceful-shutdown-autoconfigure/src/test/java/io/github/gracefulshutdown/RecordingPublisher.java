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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Keeps the events that are published, and calls one listener.
 */
final class RecordingPublisher implements ApplicationEventPublisher {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final Consumer<Object> listener;

	RecordingPublisher() {
		this((event) -> {
		});
	}

	RecordingPublisher(Consumer<Object> listener) {
		this.listener = listener;
	}

	@Override
	public void publishEvent(Object event) {
		this.events.add(event);
		this.listener.accept(event);
	}

	List<Object> events() {
		return this.events;
	}

	List<ShutdownState> states() {
		return this.events.stream()
			.filter(ShutdownStateChangedEvent.class::isInstance)
			.map(ShutdownStateChangedEvent.class::cast)
			.map(ShutdownStateChangedEvent::to)
			.toList();
	}

	<T> T event(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
	}

}
