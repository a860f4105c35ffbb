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

package io.github.gracefulshutdown.systemd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.github.gracefulshutdown.ShutdownTrigger;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.PriorityOrdered;

/**
 * Tells systemd at the trigger that the process stops, and in each state how far it has
 * come and how much of the platform's grace period is left, in which a process that halts
 * itself at its deadline can still say why: a unit whose {@code TimeoutStopSec} is
 * shorter gets that much, one whose is longer is left as it is. Says nothing if only the
 * context is closed, as systemd kills a process that goes on after it said that it stops.
 *
 * @since 1.0.0
 */
public final class ShutdownNotification implements ShutdownParticipant,
		ApplicationListener<PayloadApplicationEvent<ShutdownStateChangedEvent>>, PriorityOrdered {

	private final NotifySocket socket;

	private final Supplier<ShutdownReport> report;

	private final HostProcess process;

	/**
	 * Creates a participant.
	 * @param socket where systemd listens
	 * @param report the current report
	 * @param process the process that stops
	 */
	public ShutdownNotification(NotifySocket socket, Supplier<ShutdownReport> report, HostProcess process) {
		this.socket = socket;
		this.report = report;
		this.process = process;
	}

	@Override
	public void shutdownStarted() {
		whenProcessStops((report) -> this.socket.send("STOPPING=1", status(report), extension(report)));
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<ShutdownStateChangedEvent> event) {
		// The first state has been told with the trigger
		if (event.getPayload().from() != ShutdownState.RUNNING) {
			whenProcessStops((report) -> this.socket.send(status(report), extension(report)));
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	private void whenProcessStops(Consumer<ShutdownReport> notification) {
		ShutdownReport report = this.report.get();
		ShutdownTrigger trigger = report.trigger();
		if (trigger != null && this.process.endsWith(trigger.type())) {
			notification.accept(report);
		}
	}

	private static String status(ShutdownReport report) {
		return "STATUS=Shutting down: %s, active requests: %d".formatted(report.state(), report.requests().active());
	}

	private static String extension(ShutdownReport report) {
		ShutdownReport.Budget budget = report.budget();
		Duration left = budget.remaining().plus(budget.platformGracePeriod()).minus(budget.timeout());
		return "EXTEND_TIMEOUT_USEC=" + TimeUnit.MICROSECONDS.convert(left);
	}

}
