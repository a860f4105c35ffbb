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

package io.github.gracefulshutdown.integration.eureka;

import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.discovery.DiscoveryShutdownAutoConfiguration;
import io.github.gracefulshutdown.discovery.ServiceRegistrations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.serviceregistry.AbstractAutoServiceRegistration;
import org.springframework.cloud.client.serviceregistry.AutoServiceRegistration;
import org.springframework.cloud.client.serviceregistry.AutoServiceRegistrationProperties;
import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiscoveryShutdownAutoConfiguration}, with a registry in memory.
 */
class DiscoveryShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, DiscoveryShutdownAutoConfiguration.class));

	@Test
	void isNotThereWithoutSpringCloud() {
		this.runner.withClassLoader(new FilteredClassLoader(AbstractAutoServiceRegistration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ServiceRegistrations.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ServiceRegistrations.class));
	}

	@Test
	void nothingIsRegistered() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(ServiceRegistrations.class);
			context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
		});
	}

	@Test
	void deregistersOnceAndBeforeTheDrain() {
		List<String> calls = new ArrayList<>();
		this.runner.withBean(ServiceRegistry.class, () -> new Registry(calls))
			.withUserConfiguration(Registrations.class)
			.run((context) -> {
				context.getBean(ServiceRegistration.class).start();
				assertThat(calls).containsExactly("register");
				context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
				assertThat(calls).containsExactly("register", "deregister", "close");
				context.close();
				assertThat(calls).containsExactly("register", "deregister", "close");
			});
	}

	@Test
	void stopsRegistrationThatIsLifecycle() {
		this.runner.withBean(LifecycleRegistration.class).run((context) -> {
			LifecycleRegistration registration = context.getBean(LifecycleRegistration.class);
			context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
			assertThat(registration.stops).isOne();
			context.close();
			assertThat(registration.stops).isOne();
		});
	}

	@Test
	void failureOfOneRegistryDoesNotKeepTheInstanceInAnother() {
		this.runner.withBean("first", FailingRegistration.class)
			.withBean("second", LifecycleRegistration.class)
			.run((context) -> {
				context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
				assertThat(context.getBean("second", LifecycleRegistration.class).stops).isOne();
				assertThat(context.getBean(FailingRegistration.class).failures).isOne();
			});
	}

	@Test
	void leavesAloneWhatIsStopped() {
		this.runner.withBean(LifecycleRegistration.class).run((context) -> {
			LifecycleRegistration registration = context.getBean(LifecycleRegistration.class);
			registration.stop();
			context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
			assertThat(registration.stops).isOne();
		});
	}

	@Test
	void createsNoRegistration() {
		this.runner
			.withBean("lazy", AutoServiceRegistration.class, LazyRegistration::new,
					(definition) -> definition.setLazyInit(true))
			.run((context) -> {
				context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
				assertThat(context.getBeanFactory().containsSingleton("lazy")).isFalse();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Registrations {

		@Bean
		ServiceRegistration serviceRegistration(ApplicationContext context, ServiceRegistry<Registration> registry) {
			return new ServiceRegistration(context, registry);
		}

	}

	// As that of Consul
	static class ServiceRegistration extends AbstractAutoServiceRegistration<Registration> {

		ServiceRegistration(ApplicationContext context, ServiceRegistry<Registration> registry) {
			super(context, registry, new AutoServiceRegistrationProperties());
		}

		@Override
		@Deprecated
		protected Object getConfiguration() {
			return new Object();
		}

		@Override
		protected boolean isEnabled() {
			return true;
		}

		@Override
		protected Registration getRegistration() {
			return new Instance();
		}

		@Override
		protected Registration getManagementRegistration() {
			return new Instance();
		}

	}

	static class Instance extends DefaultServiceInstance implements Registration {

		Instance() {
			super("1", "hello", "127.0.0.1", 8080, false);
		}

	}

	record Registry(List<String> calls) implements ServiceRegistry<Registration> {

		@Override
		public void register(Registration registration) {
			this.calls.add("register");
		}

		@Override
		public void deregister(Registration registration) {
			this.calls.add("deregister");
		}

		@Override
		public void close() {
			this.calls.add("close");
		}

		@Override
		public void setStatus(Registration registration, String status) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> T getStatus(Registration registration) {
			throw new UnsupportedOperationException();
		}

	}

	// As that of Eureka
	static class LifecycleRegistration implements AutoServiceRegistration, SmartLifecycle {

		private boolean running;

		private int stops;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.stops++;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	static class FailingRegistration implements AutoServiceRegistration, Lifecycle {

		private int failures;

		@Override
		public void start() {
		}

		@Override
		public void stop() {
			this.failures++;
			throw new IllegalStateException("expected");
		}

		@Override
		public boolean isRunning() {
			return this.failures == 0;
		}

	}

	static class LazyRegistration implements AutoServiceRegistration {

	}

}
