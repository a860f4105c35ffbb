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

package io.github.gracefulshutdown.autoconfigure.startup;

import java.util.List;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.startup.RunnerWatch;
import io.github.gracefulshutdown.startup.RunnerWatchPostProcessor;
import io.github.gracefulshutdown.startup.RunnersJob;
import io.github.gracefulshutdown.startup.StartupListener;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupAutoConfiguration}, and for the registration of
 * {@link StartupListener}.
 */
class StartupAutoConfigurationTests {

	private static final String TIMEOUT = "graceful-shutdown.startup.runner-timeout=1h";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(HostProcess.class, HostProcess::shared)
		.withBean(Job.class)
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, StartupAutoConfiguration.class));

	@Test
	void watchesNoRunnersByDefault() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(RunnersJob.class)
				.doesNotHaveBean(RunnerWatch.class)
				.doesNotHaveBean(RunnerWatchPostProcessor.class);
			assertThat(AopUtils.isAopProxy(context.getBean(Job.class))).isFalse();
		});
	}

	@Test
	void watchesNoRunnersWhenEmpty() {
		this.runner.withPropertyValues("graceful-shutdown.startup.runner-timeout=${UNSET_VARIABLE:}")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RunnerWatch.class));
	}

	@Test
	void watchesRunnersWhenSet() {
		this.runner.withPropertyValues(TIMEOUT)
			.run((context) -> assertThat(AopUtils.isCglibProxy(context.getBean(Job.class))).isTrue());
	}

	@Test
	void worksWhenInitializationIsLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(TIMEOUT)
			.run((context) -> assertThat(AopUtils.isCglibProxy(context.getBean(Job.class))).isTrue());
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues(TIMEOUT, "graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RunnersJob.class)
				.doesNotHaveBean(RunnerWatchPostProcessor.class));
	}

	@Test
	void backsOffInSpringBootTest() throws Exception {
		TestContextManager manager = new TestContextManager(InSpringBootTest.class);
		Job job = manager.getTestContext().getApplicationContext().getBean(Job.class);
		assertThat(AopUtils.isAopProxy(job)).isFalse();
		assertThat(job.threads).isNotEmpty().doesNotContain("graceful-shutdown-startup");
	}

	@Test
	void backsOffWithoutEngine() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(StartupAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(GracefulShutdown.class))
			.withPropertyValues(TIMEOUT)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RunnersJob.class)
				.doesNotHaveBean(RunnerWatchPostProcessor.class));
	}

	@Test
	void refusesZero() {
		this.runner.withPropertyValues("graceful-shutdown.startup.runner-timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ShutdownConfigurationException.class)
				.hasMessage("'graceful-shutdown.startup.runner-timeout' is '0s', which is not more than zero."));
	}

	@Test
	void listenerIsRegistered() {
		assertThat(new SpringApplication().getListeners()).hasAtLeastOneElementOfType(StartupListener.class);
	}

	@SpringBootTest(
			classes = { Job.class, CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
					StartupAutoConfiguration.class },
			webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = { TIMEOUT, "graceful-shutdown.startup.timeout=1h" })
	static class InSpringBootTest {

	}

	static class Job implements CommandLineRunner {

		private final List<String> threads = Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();

		@Override
		public void run(String... args) {
		}

	}

}
