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

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Counts what a started application does until it is ready as a job from the trigger on:
 * its application runners and command line runners, and its listeners of
 * {@link ApplicationReadyEvent}.
 * <p>
 * Some runners only wait, to keep the process alive, and some end the application
 * themselves. Those are not waited for. Where the process is about to end before the
 * first of them begins, none does.
 *
 * @since 1.0.0
 */
public final class RunnersJob implements SmartApplicationListener, ShutdownParticipant {

	private static final Log logger = LogFactory.getLog(RunnersJob.class);

	private final GracefulShutdown shutdown;

	private final ProcessEnd end;

	private final ActiveJobs jobs;

	private final ApplicationContext context;

	private @Nullable Running running;

	/**
	 * Creates an object that counts nothing yet.
	 * @param shutdown the shutdown
	 * @param end the end of the process
	 * @param jobs where to count
	 * @param context the application context whose runners they are
	 */
	public RunnersJob(GracefulShutdown shutdown, ProcessEnd end, ActiveJobs jobs, ApplicationContext context) {
		this.shutdown = shutdown;
		this.end = end;
		this.jobs = jobs;
		this.context = context;
	}

	/**
	 * After the listeners of the application, which are part of the job.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	/**
	 * The thread that tells of the start is the one that runs the runners.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return type == ApplicationStartedEvent.class || type == AvailabilityChangeEvent.class
				|| type == ApplicationFailedEvent.class;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationStartedEvent started) {
			if (started.getApplicationContext() == this.context && !begins()) {
				logger.info("The application ends before its start is over: no runner begins");
				// The process ends without this thread
				new Semaphore(0).acquireUninterruptibly();
			}
		}
		else if (endsStart(event)) {
			end();
		}
	}

	private synchronized boolean begins() {
		if (this.end.isBegun()) {
			return false;
		}
		this.running = new Running(this.jobs.nanoTime());
		return true;
	}

	private synchronized void end() {
		if (this.running != null) {
			this.jobs.end(this.running);
			this.running = null;
		}
	}

	// Readiness comes after all listeners of ApplicationReadyEvent
	private boolean endsStart(ApplicationEvent event) {
		if (event instanceof AvailabilityChangeEvent<?> change) {
			return change.getSource() == this.context && change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
		}
		return event instanceof ApplicationFailedEvent failed && failed.getApplicationContext() == this.context;
	}

	// Whoever closes the context may be a runner, or wants no runner to go on
	@Override
	public synchronized void shutdownStarted() {
		ShutdownTrigger trigger = this.shutdown.report().trigger();
		if (this.running != null && this.running.isAtWork() && trigger != null
				&& trigger.type() != ShutdownTrigger.Type.CONTEXT_CLOSED) {
			this.jobs.begin(this.running);
		}
	}

	/**
	 * What the thread of the start does, named after the runner or listener that runs.
	 */
	private static final class Running extends ActiveJob {

		/**
		 * Who waits in these without a bound waits for work that is done, or for another
		 * one that is at work, and not to keep the process alive.
		 */
		private static final Set<String> WAIT_FOR_WORK = Stream
			.of(CompletableFuture.class, ForkJoinTask.class, FutureTask.class, ReentrantLock.class)
			.map(Class::getName)
			.collect(Collectors.toSet());

		/**
		 * How the names of those begin who wait for the answer to a call.
		 */
		private static final List<String> WAIT_FOR_ANSWER = List.of("jdk.internal.net.http.",
				"reactor.core.publisher.Blocking", "io.grpc.stub.ClientCalls",
				"org.apache.hc.core5.concurrent.BasicFuture", "org.apache.kafka.clients.producer.");

		Running(long startedAt) {
			super("runners", Thread.currentThread().getName(), startedAt);
			occupy();
		}

		@Override
		public String name() {
			String code = code(SpringApplication.class.getName());
			return (code != null) ? code : super.name();
		}

		/**
		 * Whether it does not only wait.
		 * @return whether it is to be waited for
		 */
		boolean isAtWork() {
			Thread thread = thread();
			return thread != null && (thread.getState() != Thread.State.WAITING
					|| stack(thread).map(StackTraceElement::getClassName).anyMatch(Running::isWork));
		}

		private static boolean isWork(String name) {
			return WAIT_FOR_WORK.contains(name) || WAIT_FOR_ANSWER.stream().anyMatch(name::startsWith);
		}

		@Override
		public boolean isLost() {
			Thread thread = thread();
			return thread != null && stack(thread).anyMatch((frame) -> is(frame, Runtime.class, "exit")
					|| is(frame, AbstractApplicationContext.class, "close"));
		}

		private static Stream<StackTraceElement> stack(Thread thread) {
			return Arrays.stream(thread.getStackTrace());
		}

		private static boolean is(StackTraceElement frame, Class<?> type, String method) {
			return frame.getMethodName().equals(method) && frame.getClassName().equals(type.getName());
		}

	}

}
