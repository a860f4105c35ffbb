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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * A {@link GracefulShutdown} in an application that only tells what becomes of it.
 */
final class ShutdownFixture {

	private final ManualClock clock = new ManualClock();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final ActiveJobs jobs = new ActiveJobs(this.requests);

	private final FakeTasks tasks = new FakeTasks();

	private final List<ReportWriter> writers = new CopyOnWriteArrayList<>();

	private final RecordingLog log = new RecordingLog();

	private final FakeProcess process = new FakeProcess();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final AtomicReference<GracefulShutdown> shutdown = new AtomicReference<>();

	private final RecordingPublisher publisher;

	ShutdownFixture() {
		this((event) -> {
		});
	}

	ShutdownFixture(Consumer<Object> listener) {
		this.publisher = new RecordingPublisher(listener);
	}

	ManualClock clock() {
		return this.clock;
	}

	ActiveRequests requests() {
		return this.requests;
	}

	ActiveJobs jobs() {
		return this.jobs;
	}

	FakeTasks tasks() {
		return this.tasks;
	}

	RecordingPublisher publisher() {
		return this.publisher;
	}

	RecordingLog log() {
		return this.log;
	}

	FakeProcess process() {
		return this.process;
	}

	List<ReportWriter> writers() {
		return this.writers;
	}

	/**
	 * What the participant was told, and what tasks of the test add.
	 * @return the calls
	 */
	List<String> calls() {
		return this.calls;
	}

	GracefulShutdown create(ShutdownSettings settings) {
		return create(settings, this.tasks, List.of());
	}

	GracefulShutdown create(ShutdownSettings settings, CleanupTasks tasks, List<ShutdownParticipant> before) {
		List<ShutdownParticipant> participants = new CopyOnWriteArrayList<>(before);
		participants.add(new RecordingParticipant());
		LifecycleBeans beans = new LifecycleBeans(new DefaultListableBeanFactory());
		GracefulShutdown shutdown = new GracefulShutdown(settings, this.requests, this.jobs,
				new HostApplication(() -> participants, tasks, beans, this.writers, null, this.publisher, this.log,
						this.process),
				this.clock);
		this.shutdown.set(shutdown);
		return shutdown;
	}

	/**
	 * Tells when it was called.
	 */
	private final class RecordingParticipant implements ShutdownParticipant {

		@Override
		public void shutdownStarted() {
			add("shutdownStarted");
		}

		@Override
		public void drainStarted() {
			add("drainStarted");
		}

		private void add(String call) {
			ShutdownFixture.this.calls.add("%s in %s".formatted(call, ShutdownFixture.this.shutdown.get().state()));
		}

	}

}
