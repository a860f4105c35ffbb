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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.gracefulshutdown.sample.deadline.Obstacle;

/**
 * What can go wrong while a process stops.
 */
enum Fault {

	/**
	 * A listener of the first event never returns.
	 */
	HANGING_LISTENER(Effect.exit(0).takesTime().names("listener of ShutdownStartedEvent", "did not return")),

	/**
	 * A listener of the first event throws.
	 */
	THROWING_LISTENER(Effect.exit(0).names("listener of ShutdownStartedEvent", "ThrowingListener", "failed")),

	/**
	 * A listener of all states never returns.
	 */
	HANGING_STATE_LISTENER(Effect.exit(0).takesTime().names("listener of ShutdownStateChangedEvent", "did not return")),

	/**
	 * A participant never returns.
	 */
	HANGING_PARTICIPANT(Effect.exit(0).takesTime().names("HangingParticipant", "did not return")),

	/**
	 * A participant throws.
	 */
	THROWING_PARTICIPANT(Effect.exit(0).names("ThrowingParticipant", "failed")),

	/**
	 * A cleanup task never returns.
	 */
	HANGING_TASK(Effect.of(Obstacle.TASK).names("leanup task 'stubborn'")),

	/**
	 * A cleanup task throws an exception.
	 */
	THROWING_TASK(Effect.exit(1).names("Cleanup task 'throwing' of phase 1 failed")),

	/**
	 * A cleanup task throws an error.
	 */
	FAILING_TASK(Effect.exit(1).names("Cleanup task 'failing' of phase 1 failed")),

	/**
	 * An endpoint never answers.
	 */
	HANGING_ENDPOINT(Effect.exit(1, 2).takesTime().before(Step.get("/actuator/hanging"))),

	/**
	 * An endpoint throws.
	 */
	THROWING_ENDPOINT(Effect.exit(0).after(Step.get("/actuator/throwing"))),

	/**
	 * A health indicator never answers.
	 */
	HANGING_HEALTH(Effect.exit(1, 2).takesTime().after(Step.get("/actuator/health"))),

	/**
	 * A gauge never gives its value.
	 */
	HANGING_GAUGE(Effect.exit(1, 2).takesTime().after(Step.get("/actuator/prometheus"))),

	/**
	 * A gauge throws.
	 */
	THROWING_GAUGE(Effect.exit(0).after(Step.get("/actuator/prometheus"))),

	/**
	 * A meter registry cannot be closed.
	 */
	HANGING_REGISTRY(Effect.exit(2).takesTime().names("HangingRegistry.close")),

	/**
	 * A meter registry throws when it is closed.
	 */
	THROWING_REGISTRY(Effect.exit(0).names("ThrowingRegistry.close")),

	/**
	 * A log appender takes nothing any more.
	 */
	HANGING_APPENDER(Effect.exit(0, 2).takesTime().losesLog()),

	/**
	 * A log appender throws, and so ends the closing of the application where Spring has
	 * something to say of another fault.
	 */
	THROWING_APPENDER(Effect.exit(0).takesTime().losesLog()),

	/**
	 * The wall clock jumps an hour forward.
	 */
	CLOCK_FORWARD(Effect.exit(0).takesTime().before(WallClock::jumpForward).losesLog()),

	/**
	 * The wall clock jumps an hour back.
	 */
	CLOCK_BACK(Effect.exit(0).takesTime().before(WallClock::jumpBack).losesLog()),

	/**
	 * The disk of the reports is full.
	 */
	FULL_DISK(Effect.exit(0)
		.with("--graceful-shutdown.report.directory={directory}/reports")
		.before(Disk::fill)
		.names("could not be kept in")),

	/**
	 * The directory of the reports cannot be written to.
	 */
	READ_ONLY_DIRECTORY(
			Effect.exit(0).with("--graceful-shutdown.report.directory=/sys").names("No shutdown report can be kept")),

	/**
	 * Where the directory of the reports was, there is a file.
	 */
	LOST_DIRECTORY(Effect.exit(0)
		.with("--graceful-shutdown.report.directory={directory}/reports")
		.before(Disk::lose)
		.names("could not be kept in")),

	/**
	 * The webhook accepts, and never answers.
	 */
	SILENT_WEBHOOK(Effect.exit(0, 1)
		.takesTime()
		.with("--graceful-shutdown.webhook.url=http://127.0.0.1:{silent}/", "--graceful-shutdown.webhook.when=always")
		.names("webhook")),

	/**
	 * A client reads a byte in 100 ms of a large response.
	 */
	SLOW_CLIENT(Effect.exit(1).takesTime().before(HostileClients::readSlowly).names("Cut GET /large")),

	/**
	 * A client resets its connection while it is answered.
	 */
	RESETTING_CLIENT(Effect.exit(0).after(HostileClients::reset)),

	/**
	 * A client is silent after half of the head of its request.
	 */
	HALF_HEAD(Effect.exit(0).before(HostileClients::sendHalfHead)),

	/**
	 * A client is silent after half of the body of its request.
	 */
	HALF_BODY(Effect.exit(1).takesTime().before(HostileClients::sendHalfBody).names("Cut POST /body")),

	/**
	 * 500 connections within a second, around the end of the lame duck.
	 */
	CONNECTION_FLOOD(Effect.exit(0).after(HostileClients::flood)),

	/**
	 * A handler runs out of memory.
	 */
	OUT_OF_MEMORY(Effect.exit(0).after(Step.get("/memory"))),

	/**
	 * A handler runs out of stack.
	 */
	STACK_OVERFLOW(Effect.exit(0).after(Step.get("/overflow"))),

	/**
	 * A handler in an endless loop.
	 */
	ENDLESS_REQUEST(Effect.of(Obstacle.REQUEST).before(Step.get("/loop")).names("GET /loop")),

	/**
	 * A job ignores interrupts.
	 */
	STUBBORN_JOB(Effect.of(Obstacle.JOB).names("job 'stubborn'")),

	/**
	 * The hand-back of a job never returns.
	 */
	HAND_BACK(Effect.of(Obstacle.HAND_BACK)),

	/**
	 * An executor waits for a task that ignores interrupts.
	 */
	EXECUTOR(Effect.of(Obstacle.EXECUTOR).names("applicationTaskExecutor")),

	/**
	 * The queue of an executor is full of tasks that will never run.
	 */
	FULL_QUEUE(Effect.exit(1)
		.takesTime()
		.with("--spring.task.execution.pool.core-size=1", "--spring.task.execution.pool.max-size=1",
				"--spring.task.execution.pool.queue-capacity=2")
		.names("never ran")),

	/**
	 * Phases wait for 40 seconds each.
	 */
	PHASES(Effect.of(Obstacle.PHASES)),

	/**
	 * The {@code stop()} of a lifecycle bean never returns.
	 */
	HANGING_STOP(Effect.of(Obstacle.STOP)),

	/**
	 * The {@code stop()} of a lifecycle bean throws.
	 */
	THROWING_STOP(Effect.exit(0).names("throwingLifecycle")),

	/**
	 * A destroy method never returns.
	 */
	HANGING_DESTROY(Effect.of(Obstacle.PRE_DESTROY)),

	/**
	 * A destroy method waits until it is interrupted.
	 */
	SLOW_DESTROY(Effect.of(Obstacle.SLOW_PRE_DESTROY).names("lowBean")),

	/**
	 * A shutdown hook of somebody else never returns.
	 */
	HANGING_HOOK(Effect.of(Obstacle.HOOK));

	private static final List<Set<Fault>> RIVALS = List.of(Set.of(FULL_DISK, READ_ONLY_DIRECTORY, LOST_DIRECTORY),
			Set.of(EXECUTOR, FULL_QUEUE), Set.of(HANGING_LISTENER, THROWING_LISTENER));

	private static final Set<Fault> CLOCK = Set.of(CLOCK_FORWARD, CLOCK_BACK);

	private final Effect effect;

	Fault(Effect effect) {
		this.effect = effect;
	}

	Effect effect() {
		return this.effect;
	}

	/**
	 * What the application is started with.
	 * @return its arguments
	 */
	List<String> arguments() {
		List<String> arguments = new ArrayList<>(this.effect.arguments());
		arguments.add("--faulty." + name().toLowerCase(Locale.ROOT).replace('_', '-') + "=true");
		return arguments;
	}

	/**
	 * Whether it moves the wall clock of the process.
	 * @return whether it does
	 */
	boolean movesClock() {
		return CLOCK.contains(this);
	}

	/**
	 * Whether both can be at the same time: not if they want the same thing to be
	 * different, nor if one keeps the other from being called, nor where one makes the
	 * process so slow that the other says nothing.
	 * @param other another fault
	 * @return whether they can
	 */
	boolean fits(Fault other) {
		return this != other && !movesClock() && !other.movesClock()
				&& RIVALS.stream().noneMatch((rivals) -> rivals.contains(this) && rivals.contains(other));
	}

}
