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

package io.github.gracefulshutdown.autoconfigure.doctor;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HandledSignals;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.doctor.SignalPathDoctor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DoctorAutoConfiguration}.
 */
class DoctorAutoConfigurationTests {

	private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(HostProcess.class, HostProcess::shared)
		.withBean("recordingLog", EventLog.class, () -> this::record)
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, DoctorAutoConfiguration.class));

	private final ApplicationContextRunner withoutHook = this.runner.withPropertyValues(
			"spring.main.register-shutdown-hook=false", "server.shutdown=immediate", "local.server.port=8080");

	@Test
	void findsMissingHookWhenNobodyHandlesSignals() {
		this.withoutHook.run((context) -> assertThat(firstFinding(context)).isEqualTo("doctor-no-shutdown-hook"));
	}

	@Test
	void findsMissingHookWhenSignalsDoNotArrive() {
		this.withoutHook.withBean(HandledSignals.class, () -> () -> false)
			.run((context) -> assertThat(firstFinding(context)).isEqualTo("doctor-no-shutdown-hook"));
	}

	@Test
	void needsNoHookWhenSignalsAreHandled() {
		this.withoutHook.withBean(HandledSignals.class, () -> () -> true)
			.run((context) -> assertThat(firstFinding(context)).isEqualTo("doctor-immediate-shutdown"));
	}

	@Test
	void goesOnWhenValueIsInvalid() {
		this.withoutHook.withPropertyValues("spring.main.register-shutdown-hook=perhaps")
			.run((context) -> assertThat(firstFinding(context)).isEqualTo("doctor-immediate-shutdown"));
	}

	@Test
	void backsOffWhenUserHasDoctor() {
		this.runner
			.withBean("own", SignalPathDoctor.class,
					() -> new SignalPathDoctor(new GenericApplicationContext(), EventLog.plain(), () -> true))
			.run((context) -> assertThat(context.getBeanNamesForType(SignalPathDoctor.class)).containsExactly("own"));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SignalPathDoctor.class));
	}

	@Test
	void backsOffInSpringBootTest() throws Exception {
		TestContextManager manager = new TestContextManager(InSpringBootTest.class);
		ApplicationContext context = manager.getTestContext().getApplicationContext();
		assertThat(context.getBeansOfType(SignalPathDoctor.class)).isEmpty();
		assertThat(context.containsBean("gracefulShutdownLifecycle")).isTrue();
	}

	private String firstFinding(AssertableApplicationContext context) throws InterruptedException {
		ConfigurableApplicationContext source = context.getSourceApplicationContext();
		source.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], source, Duration.ZERO));
		return this.events.poll(Background.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private void record(LogEvent event) {
		if (event.id().startsWith("doctor-")) {
			this.events.add(event.id());
		}
	}

	@SpringBootTest(classes = { CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
			DoctorAutoConfiguration.class }, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	static class InSpringBootTest {

	}

}
