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

package io.github.gracefulshutdown.benchmarks.faults;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.gracefulshutdown.sample.deadline.StubbornService;
import io.github.gracefulshutdown.test.process.OutputLine;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * What came of a plan, and what is wrong with it.
 */
public final class Verdict {

	private static final Duration MOMENT = Duration.ofSeconds(1);

	// A socket that is open until the process halts itself was never closed
	private static final Duration CLOSED_BEFORE = Duration.ofMillis(200);

	private static final int HALTED = 2;

	private final Plan plan;

	private final ServiceProcess process;

	private final long signalledAt;

	private final List<String> problems = new ArrayList<>();

	// Of the machine, which tells why something was late
	private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

	private Duration took = Duration.ZERO;

	private int exitCode = -1;

	private long answered;

	private long dropped;

	Verdict(Plan plan, ServiceProcess process, long signalledAt) {
		this.plan = plan;
		this.process = process;
		this.signalledAt = signalledAt;
	}

	void add(String problem) {
		this.problems.add(problem);
	}

	void judgeEnd() throws InterruptedException {
		if (!this.process.hasExitedWithin(Duration.ZERO)) {
			this.took = Duration.ofNanos(System.nanoTime() - this.signalledAt);
			add("has not ended");
			return;
		}
		this.exitCode = this.process.awaitExit(MOMENT);
		this.took = Duration.ofNanos(this.process.exitedAt().join() - this.signalledAt);
		if (!isInTime()) {
			add("took longer than %s".formatted(StubbornService.GRACE_PERIOD));
		}
		if (!this.plan.exitCodes().contains(this.exitCode)) {
			add("exit code %d instead of %s".formatted(this.exitCode, this.plan.exitCodes()));
		}
		if (this.plan.hasLog()) {
			judgeLog(this.process.output().lines().stream().map(OutputLine::text).toList());
		}
	}

	private void judgeLog(List<String> log) {
		if (log.stream().noneMatch((line) -> line.matches(".*Shutdown (CLEAN|INCOMPLETE|FORCED) .*"))) {
			add("the log has no summary");
		}
		List<Fault> silent = this.plan.faults().stream().filter((fault) -> !fault.effect().isNamedIn(log)).toList();
		// A process that halts itself may not have come to the second fault
		if (silent.size() > ((this.exitCode == HALTED) ? this.plan.faults().size() - 1 : 0)) {
			add("the log does not name " + silent);
		}
	}

	void judgeRequests(List<Exchange> exchanges, long refusedAt) {
		for (Exchange exchange : exchanges) {
			if (exchange.isAnswered()) {
				this.answered++;
			}
			// Tomcat closes connections that seem to have been idle for an hour
			else if (!this.plan.movesClock() && exchange.isDropped(refusedAt)) {
				this.dropped++;
				add("dropped " + exchange.describe(this.signalledAt));
			}
		}
		long exitedAt = this.signalledAt + this.took.toNanos();
		if (this.exitCode == HALTED && (refusedAt == 0 || exitedAt - refusedAt < CLOSED_BEFORE.toNanos())) {
			add("accepted connections until it halted itself");
		}
	}

	/**
	 * Whether the process has ended by itself, before the platform would have killed it.
	 * @return whether it has
	 */
	public boolean isInTime() {
		return this.exitCode >= 0 && this.took.compareTo(StubbornService.GRACE_PERIOD) < 0;
	}

	/**
	 * Whether all is as it should be.
	 * @return whether there is no problem
	 */
	public boolean passed() {
		return this.problems.isEmpty();
	}

	public long answered() {
		return this.answered;
	}

	public long dropped() {
		return this.dropped;
	}

	/**
	 * Tell what came of it, with the log if it is not what it should be.
	 * @return a line, or many
	 */
	@Override
	public String toString() {
		String line = String.format(Locale.ROOT,
				"%-6s %s   exit code %d after %.2f s, answered %d, dropped %d, load %.1f",
				passed() ? "passed" : "FAILED", this.plan, this.exitCode, this.took.toNanos() / 1e9, this.answered,
				this.dropped, this.load);
		if (passed()) {
			return line;
		}
		return line + "\n       " + String.join("\n       ", this.problems) + "\n" + this.process.output();
	}

}
