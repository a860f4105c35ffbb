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

package io.github.gracefulshutdown.signal;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HandledSignals;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.ShutdownTrigger;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Has {@code SIGTERM}, {@code SIGINT} and {@code SIGHUP} shut down an application context
 * and then end the process, and another signal write its status to the log. Handles
 * signals from its creation until the context is destroyed, or the process has ended if
 * it is about to.
 *
 * @since 1.0.0
 */
public final class ShutdownSignals
		implements ApplicationListener<ApplicationReadyEvent>, HandledSignals, DisposableBean {

	private final GracefulShutdown shutdown;

	private final ApplicationContext context;

	private final ProcessEnd end;

	private final StatusSignal statusSignal;

	private final SignalDispatcher dispatcher;

	/**
	 * Begins to handle signals.
	 * @param shutdown the shutdown
	 * @param context its application context
	 * @param end the end of the process
	 * @param statusSignal the signal that asks for the status
	 */
	public ShutdownSignals(GracefulShutdown shutdown, ApplicationContext context, ProcessEnd end,
			StatusSignal statusSignal) {
		this(shutdown, context, end, statusSignal, SignalDispatcher.INSTANCE);
	}

	ShutdownSignals(GracefulShutdown shutdown, ApplicationContext context, ProcessEnd end, StatusSignal statusSignal,
			SignalDispatcher dispatcher) {
		this.shutdown = shutdown;
		this.context = context;
		this.end = end;
		this.statusSignal = statusSignal;
		this.dispatcher = dispatcher;
		dispatcher.add(this);
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.shutdown.rehearse();
		}
	}

	@Override
	public void destroy() {
		// What is destroyed after it may hang, and be asked for by the status signal
		if (!this.end.isBegun()) {
			this.dispatcher.remove(this);
		}
	}

	@Override
	public boolean areHandled() {
		return this.dispatcher.isHandling();
	}

	StatusSignal statusSignal() {
		return this.statusSignal;
	}

	void logStatus() {
		this.shutdown.logStatus();
	}

	boolean isStarted() {
		return this.shutdown.isStarted();
	}

	void abandon() {
		this.shutdown.abandon();
	}

	void quiesce(ShutdownTrigger.Type type) {
		this.end.quiesce(type);
	}

	/**
	 * Closes the context.
	 * @return the exit code that this context asks for
	 */
	int close() {
		return this.end.closeApplication();
	}

}
