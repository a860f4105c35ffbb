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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Ends the process together with the application: shutdown, close, exit. Safe for any
 * thread, and harmless if called again.
 *
 * @since 1.0.0
 */
public final class ProcessEnd {

	private static final Log logger = LogFactory.getLog(ProcessEnd.class);

	private final GracefulShutdown shutdown;

	private final ConfigurableApplicationContext context;

	private final ShutdownSettings.ExitCodes exitCodes;

	private final HostProcess process;

	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	/**
	 * Creates the end of the process of an application.
	 * @param shutdown its shutdown
	 * @param context its context
	 * @param exitCodes the exit codes
	 * @param process its process
	 */
	public ProcessEnd(GracefulShutdown shutdown, ConfigurableApplicationContext context,
			ShutdownSettings.ExitCodes exitCodes, HostProcess process) {
		this.shutdown = shutdown;
		this.context = context;
		this.exitCodes = exitCodes;
		this.process = process;
	}

	/**
	 * Begins the end on a thread of its own. The process exits when it is over, unless it
	 * is not ours to end.
	 * @param type what triggered it
	 */
	public void start(ShutdownTrigger.Type type) {
		// Not a daemon: otherwise the JVM could end before the exit code is known
		Thread thread = new Thread(() -> run(type), "graceful-shutdown-end");
		thread.setDaemon(false);
		thread.start();
	}

	private void run(ShutdownTrigger.Type type) {
		int exitCode = this.exitCodes.incomplete();
		try {
			quiesce(type);
			exitCode = closeApplication();
		}
		catch (Throwable ex) {
			logger.error("The shutdown after %s failed".formatted(type), ex);
		}
		finally {
			this.process.exit(exitCode);
		}
	}

	/**
	 * Whether the process is about to end, whatever becomes of its application.
	 * @return whether it is
	 */
	public boolean isBegun() {
		ShutdownTrigger trigger = this.shutdown.report().trigger();
		return trigger != null && this.process.endsWith(trigger.type());
	}

	/**
	 * Goes through lame duck and drain, on the calling thread.
	 * @param type what triggered it
	 */
	public void quiesce(ShutdownTrigger.Type type) {
		Thread.currentThread().setContextClassLoader(this.classLoader);
		this.shutdown.quiesce(type);
	}

	/**
	 * Closes the application, on the calling thread.
	 * @return the exit code that tells its outcome
	 */
	public int closeApplication() {
		Thread.currentThread().setContextClassLoader(this.classLoader);
		// May have to wait for a start-up that hangs
		this.shutdown.beforeClose(false);
		boolean failed = !close();
		if (!this.context.isClosed()) {
			// Its cleanup is not to be lost as well
			this.shutdown.cleanUp();
		}
		else if (this.context.isActive()) {
			// Another thread does it, for which Spring does not wait
			this.shutdown.join();
		}
		ShutdownOutcome outcome = this.shutdown.terminate().outcome();
		return (failed && outcome == ShutdownOutcome.CLEAN) ? this.exitCodes.incomplete() : this.exitCodes.of(outcome);
	}

	// Spring Boot's web contexts publish once more, as they close, that traffic is
	// refused, and a listener that throws keeps them from being closed
	private boolean close() {
		try {
			this.context.close();
			return true;
		}
		catch (RuntimeException | Error ex) {
			logger.error("The application could not be closed, which is tried once more", ex);
		}
		try {
			tolerateListeners();
			this.context.close();
			return this.context.isClosed();
		}
		catch (RuntimeException | Error ex) {
			logger.error("The application could not be closed", ex);
			return false;
		}
	}

	private void tolerateListeners() {
		Object multicaster = this.context.getBeanFactory()
			.getSingleton(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME);
		if (multicaster instanceof SimpleApplicationEventMulticaster spring) {
			spring.setErrorHandler((ex) -> logger.error("A listener failed as the application was closed", ex));
		}
	}

}
