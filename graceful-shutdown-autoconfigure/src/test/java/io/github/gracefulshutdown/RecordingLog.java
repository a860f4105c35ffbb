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

/**
 * Keeps the events that people would read, and writes them to the log as well.
 */
public final class RecordingLog implements EventLog {

	private final List<LogEvent> events = new CopyOnWriteArrayList<>();

	private final EventLog log = EventLog.plain();

	private volatile int flushedAfter;

	private volatile EventLog first = (event) -> {
	};

	/**
	 * Do something else before each event is kept.
	 * @param action what to do
	 */
	void onWrite(EventLog action) {
		this.first = action;
	}

	@Override
	public void write(LogEvent event) {
		this.first.write(event);
		this.events.add(event);
		this.log.write(event);
	}

	@Override
	public void flush() {
		this.flushedAfter = this.events.size();
	}

	/**
	 * How much had been written when it was flushed.
	 * @return the number of events, 0 if it was not
	 */
	int flushedAfter() {
		return this.flushedAfter;
	}

	/**
	 * All events.
	 * @return the events, in order
	 */
	public List<LogEvent> events() {
		return this.events;
	}

	/**
	 * The events of one kind.
	 * @param id what they are
	 * @return the events, in order
	 */
	public List<LogEvent> events(String id) {
		return this.events.stream().filter((event) -> event.id().equals(id)).toList();
	}

}
