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

package io.github.gracefulshutdown.autoconfigure.recycle;

import java.time.Duration;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.FakeRequest;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.fixture.TestMarker;
import io.github.gracefulshutdown.recycle.RecycleLimits;
import io.github.gracefulshutdown.recycle.Recycling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RecycleAutoConfiguration}.
 */
class RecycleAutoConfigurationTests {

	private static final String REQUESTS = "graceful-shutdown.recycle.max-requests=2";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(HostProcess.class, HostProcess::shared)
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, RecycleAutoConfiguration.class));

	@Test
	void isOffByDefault() {
		this.runner.withPropertyValues("graceful-shutdown.recycle.jitter=0.5")
			.run((context) -> assertThat(context).doesNotHaveBean(Recycling.class)
				.doesNotHaveBean(RecycleLimits.class));
	}

	@Test
	void shutsDownAfterRequests() {
		this.runner.withPropertyValues(REQUESTS).run((context) -> {
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			ActiveRequests requests = context.getBean(ActiveRequests.class);
			serve(requests);
			assertThat(shutdown.isStarted()).isFalse();
			serve(requests);
			await().until(() -> shutdown.state() == ShutdownState.TERMINATED);
			assertThat(shutdown.report().trigger().type()).isEqualTo(ShutdownTrigger.Type.RECYCLE);
		});
	}

	@Test
	void limitsUptime() {
		this.runner.withPropertyValues("graceful-shutdown.recycle.max-uptime=12h")
			.run((context) -> assertThat(context.getBean(RecycleLimits.class))
				.isEqualTo(new RecycleLimits(null, Duration.ofHours(12))));
	}

	@Test
	void addsJitter() {
		this.runner
			.withPropertyValues("graceful-shutdown.recycle.max-requests=1000", "graceful-shutdown.recycle.jitter=0.1")
			.run((context) -> assertThat(context.getBean(RecycleLimits.class).maxRequests()).isBetween(1000L, 1100L));
	}

	@Test
	void limitsOfUserWin() {
		RecycleLimits limits = new RecycleLimits(7L, null);
		this.runner.withPropertyValues(REQUESTS)
			.withBean(RecycleLimits.class, () -> limits)
			.run((context) -> assertThat(context.getBean(RecycleLimits.class)).isSameAs(limits));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues(REQUESTS, "graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Recycling.class));
	}

	@Test
	void backsOffInSpringBootTest() {
		this.runner.withInitializer(new TestMarker())
			.withPropertyValues(REQUESTS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Recycling.class));
	}

	@Test
	void backsOffWithoutEngine() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RecycleAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(GracefulShutdown.class))
			.withPropertyValues(REQUESTS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Recycling.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-requests=0", "max-uptime=-1s", "jitter=20" })
	void refusesValue(String value) {
		this.runner.withPropertyValues(REQUESTS, "graceful-shutdown.recycle." + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ShutdownConfigurationException.class)
				.hasMessageContaining("'graceful-shutdown.recycle.%s'", value.substring(0, value.indexOf('='))));
	}

	private static void serve(ActiveRequests requests) {
		FakeRequest request = new FakeRequest("/", ShutdownClock.system());
		assertThat(requests.begin(request)).isTrue();
		requests.end(request);
	}

}
