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

package io.github.gracefulshutdown.autoconfigure.signal;

import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.signal.ShutdownSignals;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalAutoConfiguration}, without ever creating the bean: its creation
 * replaces signal handlers of this JVM.
 */
@SuppressWarnings("sunapi")
class SignalAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer((context) -> context.addBeanFactoryPostProcessor((beanFactory) -> {
			if (beanFactory.containsBeanDefinition("gracefulShutdownSignals")) {
				beanFactory.getBeanDefinition("gracefulShutdownSignals").setLazyInit(true);
			}
		}))
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, SignalAutoConfiguration.class));

	@Test
	void handlesSignalsByDefault() {
		this.runner.run((context) -> {
			assertThat(context.getBeanNamesForType(ShutdownSignals.class)).containsExactly("gracefulShutdownSignals");
			assertThat(context.getBeanFactory().containsSingleton("gracefulShutdownSignals")).isFalse();
		});
	}

	@Test
	void staysEagerWhenInitializationIsLazy() {
		new ApplicationContextRunner()
			.withInitializer((context) -> context.addBeanFactoryPostProcessor((beanFactory) -> {
				new LazyInitializationBeanFactoryPostProcessor().postProcessBeanFactory(beanFactory);
				assertThat(beanFactory.getBeanDefinition("gracefulShutdownLifecycle").isLazyInit()).isTrue();
				assertThat(beanFactory.getBeanDefinition("gracefulShutdownSignals").isLazyInit()).isFalse();
				beanFactory.getBeanDefinition("gracefulShutdownSignals").setLazyInit(true);
			}))
			.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
					GracefulShutdownAutoConfiguration.class, SignalAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void backsOffWhenSignalsAreDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.signals.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ShutdownSignals.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownSignals.class));
	}

	@Test
	void backsOffWhenThereAreNoSignals() {
		this.runner.withClassLoader(new FilteredClassLoader(Signal.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownSignals.class));
	}

	@Test
	void backsOffInSpringBootTest() throws Exception {
		TestContextManager manager = new TestContextManager(InSpringBootTest.class);
		assertThat(manager.getTestContext().getApplicationContext().getBeansOfType(ShutdownSignals.class)).isEmpty();
		assertThat(manager.getTestContext().getApplicationContext().containsBean("gracefulShutdownLifecycle")).isTrue();
	}

	@SpringBootTest(classes = { CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
			SignalAutoConfiguration.class }, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	static class InSpringBootTest {

	}

}
