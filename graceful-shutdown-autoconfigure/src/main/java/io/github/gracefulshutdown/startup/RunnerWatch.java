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

package io.github.gracefulshutdown.startup;

import java.util.List;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownSignal;
import org.aopalliance.intercept.MethodInterceptor;

/**
 * Halts the process if a runner has not returned in time and nothing shuts down.
 *
 * @since 1.0.0
 */
public final class RunnerWatch {

	private final StartupTimeout timeout;

	private final int exitCode;

	private final HostProcess process;

	private final EventLog log;

	private final ShutdownSignal shutdown;

	private final ShutdownClock clock;

	/**
	 * Creates an object that watches no runner yet.
	 * @param timeout how long each may take
	 * @param exitCode the exit code of a process that halts itself
	 * @param process the process
	 * @param log where to say why
	 * @param shutdown the shutdown, whose own deadline counts once it was requested
	 * @param clock the clock
	 */
	public RunnerWatch(StartupTimeout timeout, int exitCode, HostProcess process, EventLog log, ShutdownSignal shutdown,
			ShutdownClock clock) {
		this.timeout = timeout;
		this.exitCode = exitCode;
		this.process = process;
		this.log = log;
		this.shutdown = shutdown;
		this.clock = clock;
	}

	/**
	 * Watches a runner while it runs.
	 * @param beanName its name
	 * @param type its class
	 * @return what to do around a call of it
	 */
	MethodInterceptor around(String beanName, Class<?> type) {
		return (invocation) -> {
			Thread thread = Thread.currentThread();
			Watch watch = Watch.start(this.clock, this.clock.nanoTime() + this.timeout.duration().toNanos(),
					() -> overdue(beanName, type, thread));
			try {
				return invocation.proceed();
			}
			finally {
				watch.end();
			}
		};
	}

	private void overdue(String beanName, Class<?> type, Thread thread) {
		if (this.shutdown.isRequested()) {
			return;
		}
		String what = "The runner '%s' (%s) has not returned".formatted(beanName, type.getName());
		Overdue overdue = new Overdue("runner-overdue", what, this.timeout, this.exitCode);
		Standing standing = Standing.of(thread);
		new Halt(this.process, this.log, this.clock, this.exitCode)
			.because(() -> overdue.event(standing, List.of()).with("runner", beanName));
	}

	/**
	 * Says that a runner cannot be watched.
	 * @param beanName its name
	 * @param type its class
	 */
	void impossible(String beanName, Class<?> type) {
		this.log.write(LogEvent
			.warn("runner-not-watched",
					("The runner '%s' is not watched, as its class or its method is final: make %s and its run method"
							+ " open, or rely on '%s'")
						.formatted(beanName, type.getName(), StartupTimeout.START))
			.with("runner", beanName));
	}

}
