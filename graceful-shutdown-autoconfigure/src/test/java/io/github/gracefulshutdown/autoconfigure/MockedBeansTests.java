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
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.startup.StartupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.task.QuartzShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.task.TaskShutdownAutoConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

/**
 * Tests that a test of an application may replace what the application injects.
 */
class MockedBeansTests {

	@ParameterizedTest
	@ValueSource(classes = { ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class, SimpleAsyncTaskExecutor.class,
			ConcurrentTaskExecutor.class, Scheduler.class, SchedulerFactoryBean.class })
	<T> void mocksThatAreBeansAreLeftAlone(Class<T> type) {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean("mock", type, () -> mock(type))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/**
	 * Application that has all of its background work mocked.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
			NoShutdownAutoConfiguration.class, StartupAutoConfiguration.class, TaskShutdownAutoConfiguration.class,
			QuartzShutdownAutoConfiguration.class })
	static class Application {

	}

	/**
	 * With the shutdown that is there by default.
	 */
	@Nested
	@SpringBootTest(classes = Application.class)
	class Enabled {

		@MockitoBean
		private JobTracker tracker;

		@MockitoBean
		private ShutdownSignal signal;

		@Test
		void startsWithMocks(@Autowired GracefulShutdown shutdown) {
			assertThat(mockingDetails(this.tracker).isMock()).isTrue();
			assertThat(this.signal.isRequested()).isFalse();
			assertThat(shutdown.isStarted()).isFalse();
		}

	}

	/**
	 * With a tracker that counts, and tells what.
	 */
	@Nested
	@SpringBootTest(classes = Application.class)
	class Spied {

		@MockitoSpyBean
		private JobTracker tracker;

		@Test
		void counts(@Autowired ActiveJobs jobs) {
			Job job = this.tracker.start("import", "42");
			assertThat(jobs.active()).isOne();
			job.close();
			then(this.tracker).should().start("import", "42");
		}

	}

	/**
	 * Without any shutdown, and only one of them replaced.
	 */
	@Nested
	@SpringBootTest(classes = Application.class, properties = "graceful-shutdown.enabled=false")
	class Disabled {

		@MockitoBean
		private JobTracker tracker;

		@Test
		void leavesTheOther(@Autowired ShutdownSignal signal) {
			assertThat(mockingDetails(this.tracker).isMock()).isTrue();
			assertThat(signal.isRequested()).isFalse();
		}

	}

}
