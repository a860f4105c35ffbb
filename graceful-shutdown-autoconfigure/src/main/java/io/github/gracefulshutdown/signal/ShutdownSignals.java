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
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Has {@code SIGTERM}, {@code SIGINT} and {@code SIGHUP} shut down an application context
 * and then end the process. Handles signals from its creation until the context is
 * destroyed.
 *
 * @since 1.0.0
 */
public final class ShutdownSignals implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private final GracefulShutdown shutdown;

	private final ConfigurableApplicationContext context;

	private final ExitCodes exitCodes;

	private final SignalDispatcher dispatcher;

	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	/**
	 * Begins to handle signals.
	 * @param shutdown the shutdown
	 * @param context the application context to close
	 * @param exitCodes the exit codes of the process
	 */
	public ShutdownSignals(GracefulShutdown shutdown, ConfigurableApplicationContext context, ExitCodes exitCodes) {
		this(shutdown, context, exitCodes, SignalDispatcher.INSTANCE);
	}

	ShutdownSignals(GracefulShutdown shutdown, ConfigurableApplicationContext context, ExitCodes exitCodes,
			SignalDispatcher dispatcher) {
		this.shutdown = shutdown;
		this.context = context;
		this.exitCodes = exitCodes;
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
		this.dispatcher.remove(this);
	}

	boolean isStarted() {
		return this.shutdown.isStarted();
	}

	void quiesce(ShutdownTrigger.Type type) {
		Thread.currentThread().setContextClassLoader(this.classLoader);
		this.shutdown.quiesce(type);
	}

	/**
	 * Closes the context.
	 * @return the exit code that this context asks for
	 */
	int close() {
		Thread.currentThread().setContextClassLoader(this.classLoader);
		this.context.close();
		ShutdownOutcome outcome = this.shutdown.terminate().outcome();
		return (outcome == ShutdownOutcome.CLEAN) ? this.exitCodes.clean() : this.exitCodes.incomplete();
	}

	/**
	 * The exit codes of the process.
	 *
	 * @param clean if nothing was cut short
	 * @param incomplete if something was
	 */
	public record ExitCodes(int clean, int incomplete) {

	}

}
