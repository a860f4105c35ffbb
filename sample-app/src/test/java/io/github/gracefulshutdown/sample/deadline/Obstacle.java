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

package io.github.gracefulshutdown.sample.deadline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What can hold the process up, and how it ends nevertheless.
 */
public enum Obstacle {

	/**
	 * A request in an endless loop.
	 */
	REQUEST("request", 1, "StubbornController.loop"),

	/**
	 * A job that ignores interrupts.
	 */
	JOB("job", 1, "StubbornJob.run(StubbornApplication.java:"),

	/**
	 * A job whose hand-back never returns.
	 */
	HAND_BACK("hand-back", 1, "Cut job 'hand-back' (1) after ... its hand-back did not end"),

	/**
	 * A task of an executor that ignores interrupts, and that the executor waits for.
	 */
	EXECUTOR("executor", 1, "java.util.concurrent.ThreadPoolExecutor.awaitTermination",
			"--spring.task.execution.shutdown.await-termination=true",
			"--spring.task.execution.shutdown.await-termination-period=40s"),

	/**
	 * A cleanup task that never returns.
	 */
	TASK("task", 1, "StubbornTask.run(StubbornApplication.java:"),

	/**
	 * Phases that wait for 40 seconds each.
	 */
	PHASES("phases", 1, "StubbornApplication$SilentLifecycle", "--spring.lifecycle.timeout-per-shutdown-phase=40s"),

	/**
	 * A destroy method that waits, but can be interrupted.
	 */
	SLOW_PRE_DESTROY("slow-pre-destroy", 1, "SlowBean.destroy(StubbornApplication.java:"),

	/**
	 * A lifecycle bean that never returns.
	 */
	STOP("stop", 2, "StubbornLifecycle.stop(StubbornApplication.java:"),

	/**
	 * The same, where the log is written later.
	 */
	STOP_WITH_SLOW_LOG("stop", 2, "StubbornLifecycle.stop(StubbornApplication.java:",
			"--logging.config=classpath:logback-slow.xml"),

	/**
	 * A destroy method that never returns.
	 */
	PRE_DESTROY("pre-destroy", 2, "StubbornBean.destroy(StubbornApplication.java:"),

	/**
	 * A foreign shutdown hook that never returns.
	 */
	HOOK("hook", 2, "StubbornHook.run(StubbornApplication.java:");

	private final int exitCode;

	private final String culprit;

	private final List<String> arguments;

	Obstacle(String name, int exitCode, String culprit, String... arguments) {
		this.exitCode = exitCode;
		this.culprit = culprit;
		this.arguments = new ArrayList<>(List.of("--stubborn." + name + "=true"));
		this.arguments.addAll(Arrays.asList(arguments));
	}

	public int exitCode() {
		return this.exitCode;
	}

	/**
	 * Whether a line of the log names it.
	 * @param line the line
	 * @return whether it does
	 */
	public boolean isNamedIn(String line) {
		return Arrays.stream(this.culprit.split(" \\.{3} ")).allMatch(line::contains);
	}

	public List<String> arguments() {
		return this.arguments;
	}

}
