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

package io.github.gracefulshutdown.autoconfigure;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.NoShutdown;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link NoShutdownAutoConfiguration}, and for what applications inject.
 */
class NoShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(GracefulShutdownAutoConfiguration.class,
				CleanupAutoConfiguration.class, NoShutdownAutoConfiguration.class))
		.withUserConfiguration(Worker.class);

	@Test
	void standsInWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(NoShutdown.class).doesNotHaveBean(GracefulShutdown.class);
			Worker worker = context.getBean(Worker.class);
			assertThat(worker.signal).isInstanceOf(NoShutdown.class);
			assertThat(worker.signal.isRequested()).isFalse();
			worker.tracker.start("import", "42").close();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "graceful-shutdown.enabled=0", "graceful-shutdown.enabled=yes",
			"graceful-shutdown.signals.enabled=on", "graceful-shutdown.metrics.await-scrape=1" })
	void refusesWhatConditionsDoNotUnderstand(String property) {
		String[] parts = property.split("=", 2);
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ShutdownConfigurationException.class)
				.hasMessage("'%s' is '%s', which is neither true nor false.".formatted(parts[0], parts[1])));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void beansOfTheApplicationWin(boolean enabled) {
		JobTracker tracker = mock();
		ShutdownSignal signal = mock();
		this.runner.withPropertyValues("graceful-shutdown.enabled=" + enabled)
			.withBean("ownTracker", JobTracker.class, () -> tracker)
			.withBean("ownSignal", ShutdownSignal.class, () -> signal)
			.run((context) -> {
				assertThat(context.getBean(Worker.class).tracker).isSameAs(tracker);
				assertThat(context.getBean(Worker.class).signal).isSameAs(signal);
			});
	}

	@Test
	void isNotThereWhenEnabled() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(NoShutdown.class)
				.hasSingleBean(JobTracker.class)
				.hasSingleBean(ShutdownSignal.class);
			Job job = context.getBean(Worker.class).tracker.start("import", "42");
			assertThat(context.getBean(ActiveJobs.class).active()).isOne();
			job.close();
		});
	}

	@Test
	void workerThatTakesPartIsToldAtTheTrigger() {
		this.runner.run((context) -> {
			context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			assertThat(context.getBean(Worker.class).requestedWhenTold).isTrue();
		});
	}

	/**
	 * Injects all that there is.
	 */
	static class Worker implements ShutdownParticipant {

		private final JobTracker tracker;

		private final ShutdownSignal signal;

		private volatile boolean requestedWhenTold;

		Worker(JobTracker tracker, ShutdownSignal signal) {
			this.tracker = tracker;
			this.signal = signal;
		}

		@Override
		public void shutdownStarted() {
			this.requestedWhenTold = this.signal.isRequested();
		}

	}

}
