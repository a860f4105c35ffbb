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

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownStartedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Halts a process that has not started in time. The time counts from the first event of
 * the {@code SpringApplication}. Set outside of configuration files it also bounds the
 * reading of those, remote ones included; set inside it is known when they have been
 * read. A test is not watched.
 *
 * @since 1.0.0
 */
public final class StartupListener implements SmartApplicationListener {

	private final ShutdownClock clock;

	private final @Nullable HostProcess process;

	private long startedAt;

	private volatile @Nullable ConfigurableApplicationContext context;

	private volatile @Nullable Watch watch;

	/**
	 * Creates a listener, as Spring Boot does for each {@code SpringApplication}.
	 */
	public StartupListener() {
		this(ShutdownClock.system(), null);
	}

	StartupListener(ShutdownClock clock, @Nullable HostProcess process) {
		this.clock = clock;
		this.process = process;
	}

	/**
	 * Before configuration files are read, which can hang as well, and after the
	 * properties of a test.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 5;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return SpringApplicationEvent.class.isAssignableFrom(type) || type == ContextClosedEvent.class
				|| type == PayloadApplicationEvent.class;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent) {
			this.startedAt = this.clock.nanoTime();
		}
		else if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			watch(prepared.getEnvironment());
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized) {
			this.context = initialized.getApplicationContext();
			watch(initialized.getApplicationContext().getEnvironment());
		}
		else if (endsStart(event)) {
			end();
		}
	}

	// From a shutdown on its own deadline counts, before the context is closed
	private boolean endsStart(ApplicationEvent event) {
		if (event instanceof PayloadApplicationEvent<?> other) {
			return other.getPayload() instanceof ShutdownStartedEvent && event.getSource() == this.context;
		}
		return event instanceof ApplicationReadyEvent || event instanceof ApplicationFailedEvent
				|| event.getSource() == this.context;
	}

	private void watch(Environment environment) {
		end();
		if (StartupTimeout.isSet(environment, StartupTimeout.START) && !isOff(environment)) {
			StartupTimeout timeout = StartupTimeout.read(environment, StartupTimeout.START);
			int exitCode = Binder.get(environment).bind("graceful-shutdown.exit-code.forced", Integer.class).orElse(2);
			Thread thread = Thread.currentThread();
			this.watch = Watch.start(this.clock, this.startedAt + timeout.duration().toNanos(),
					() -> overdue(timeout, exitCode, thread));
		}
	}

	private static boolean isOff(Environment environment) {
		return !environment.getProperty("graceful-shutdown.enabled", Boolean.class, true)
				|| HostProcess.isOfTest(environment);
	}

	private void end() {
		Watch watch = this.watch;
		if (watch != null) {
			watch.end();
		}
	}

	private void overdue(StartupTimeout timeout, int exitCode, Thread thread) {
		Standing standing = Standing.of(thread);
		if (standing.isInStart()) {
			ConfigurableApplicationContext context = this.context;
			// Before there is a context the log drops what is written
			EventLog log = (context != null) ? EventLog.plain() : Halt::print;
			HostProcess process = (this.process != null) ? this.process : HostProcess.own();
			Overdue overdue = new Overdue("startup-overdue", "The application has not started", timeout, exitCode);
			new Halt(process, log, this.clock, exitCode).because(() -> overdue.event(standing, inCreation(context)));
		}
	}

	// Asks nothing that takes a lock, as the thread that hangs may hold it
	private static List<String> inCreation(@Nullable ConfigurableApplicationContext context) {
		if (context == null) {
			return List.of();
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return Arrays.stream(beanFactory.getBeanDefinitionNames()).filter(beanFactory::isCurrentlyInCreation).toList();
	}

}
