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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ExistingBeans;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownParticipant;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stops the listener containers of one messaging technology at the trigger: those that
 * are beans, those of its registries, and those that were seen to start. Each is stopped
 * on a thread of its own, as some of them block. A container counts as a job until it has
 * handled and acknowledged what it was at. Its connections stay, and so does everything
 * that its listener uses. Spring finds it stopped when it stops its own beans.
 *
 * @param <C> the type of the containers
 */
abstract class ListenerContainers<C extends SmartLifecycle> implements ShutdownParticipant {

	/**
	 * When Spring Boot waits for requests, by itself.
	 * @see org.springframework.boot.web.server.context.WebServerApplicationContext#GRACEFUL_SHUTDOWN_PHASE
	 */
	private static final int WEB_SERVER_DRAIN = SmartLifecycle.DEFAULT_PHASE - 1024;

	private final String name;

	private final Class<C> type;

	private final ListableBeanFactory beans;

	private final ActiveJobs jobs;

	private final EventLog log;

	/**
	 * By container; one that runs is held by its threads.
	 */
	private final Map<C, String> started = Collections.synchronizedMap(new WeakHashMap<>());

	private final Set<C> stopping = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	/**
	 * Creates an object that stops containers.
	 * @param name the name of the jobs
	 * @param type the type of the containers
	 * @param beans the beans of the application
	 * @param jobs the jobs
	 * @param log where is said what could not be stopped
	 */
	ListenerContainers(String name, Class<C> type, ListableBeanFactory beans, ActiveJobs jobs, EventLog log) {
		this.name = name;
		this.type = type;
		this.beans = beans;
		this.jobs = jobs;
		this.log = log;
	}

	/**
	 * The containers of the registries of the technology.
	 * @return them by id
	 */
	abstract Map<String, C> registered();

	/**
	 * Whether a container gives the application work. One that only receives the replies
	 * to requests of the application has to stay as long as its requests.
	 * @param container the container
	 * @return whether it is to be stopped
	 */
	abstract boolean takesWork(C container);

	/**
	 * Stops a container after the message that it is at. May block.
	 * @param container the container
	 * @param stopped to be called when it has handled and acknowledged that message
	 */
	abstract void stop(C container, Runnable stopped);

	@Override
	public final void shutdownStarted() {
		stopAll();
	}

	/**
	 * Stops what was started since.
	 */
	@Override
	public final void drainStarted() {
		stopAll();
	}

	/**
	 * Takes note of a container that starts. It need not be a bean or known to a
	 * registry: those of Spring Cloud Stream are not.
	 * @param id its id
	 * @param container the container
	 */
	final void starts(String id, C container) {
		this.started.put(container, id);
	}

	private void stopAll() {
		existing(this.type).forEach(this::begin);
		registered().forEach(this::begin);
		Map<C, String> others;
		synchronized (this.started) {
			others = new IdentityHashMap<>(this.started);
		}
		others.forEach((container, id) -> begin(id, container));
	}

	// Does nothing about a container that comes again, by another way
	private void begin(String id, C container) {
		if (!container.isRunning() || isNeededByRequests(container) || !this.stopping.add(container)) {
			return;
		}
		// It is at work, on threads that only the container knows
		ActiveJob job = new ContainerJob(this.name, id, this.jobs.nanoTime(), this.type);
		this.jobs.begin(job);
		Runnable stopped = () -> {
			this.stopping.remove(container);
			this.jobs.end(job);
		};
		Thread thread = new Thread(() -> stop(id, container, stopped), "graceful-shutdown-stop-" + id);
		thread.setDaemon(true);
		thread.start();
	}

	// Somebody has put it behind the web server, so that requests can await its messages
	private boolean isNeededByRequests(C container) {
		return container.getPhase() < WEB_SERVER_DRAIN || !takesWork(container);
	}

	private void stop(String id, C container, Runnable stopped) {
		try {
			stop(container, stopped);
		}
		catch (Throwable ex) {
			this.log.write(
					LogEvent
						.warn("listener-not-stopped",
								"The %s '%s' could not be stopped and may take messages until Spring stops it"
									.formatted(this.name, id))
						.with("listener", id)
						.causedBy(ex));
			stopped.run();
		}
	}

	/**
	 * Adds a container, if it is still there.
	 * @param <C> the type of the containers
	 * @param containers where to add it
	 * @param id its id
	 * @param container the container, or {@code null} if it was removed meanwhile
	 */
	static <C> void put(Map<String, C> containers, String id, @Nullable C container) {
		if (container != null) {
			containers.put(id, container);
		}
	}

	/**
	 * The beans of a type that exist already; none is created for it.
	 * @param <T> the type
	 * @param type the type
	 * @return them by name
	 */
	final <T> Map<String, T> existing(Class<T> type) {
		return ExistingBeans.ofType(this.beans, type);
	}

}
