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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.gracefulshutdown.FakeProcess;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StartupListener} where a shutdown begins before the application is
 * ready.
 */
@Timeout(60)
class StartupListenerShutdownTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final FakeProcess process = new FakeProcess();

	private final SpringApplication application = new SpringApplication(GracefulShutdownAutoConfiguration.class,
			CleanupAutoConfiguration.class);

	private final AtomicBoolean checked = new AtomicBoolean();

	StartupListenerShutdownTests() {
		this.application.setWebApplicationType(WebApplicationType.NONE);
		this.application.setRegisterShutdownHook(false);
		this.application.setDefaultProperties(Map.of("graceful-shutdown.startup.timeout", TIMEOUT));
		this.application.setListeners(this.application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof StartupListener))
			.<ApplicationListener<?>>map((listener) -> listener)
			.toList());
		this.application.addListeners(new StartupListener(this.clock, this.process));
		this.application.addInitializers((context) -> ((GenericApplicationContext) context)
			.registerBean(HostProcess.class, HostProcess::shared));
	}

	@Test
	void leavesTheEndToTheDeadlineOfTheShutdown() {
		this.application.addListeners((ApplicationListener<ApplicationStartedEvent>) (event) -> {
			ApplicationContext context = event.getApplicationContext();
			context.publishEvent("something else");
			this.clock.awaitWaiterFor(TIMEOUT);
			context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.SIGTERM);
			WatchThreads.awaitEnd();
			this.checked.set(true);
		});
		this.application.run().close();
		assertThat(this.checked).isTrue();
		assertThat(this.process.calls()).isEmpty();
	}

}
