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

package io.github.gracefulshutdown.autoconfigure.systemd;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.availability.ReadinessAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.systemd.EndingProcess;
import io.github.gracefulshutdown.systemd.NotifyReceiver;
import io.github.gracefulshutdown.systemd.NotifySocket;
import io.github.gracefulshutdown.systemd.ReadyNotification;
import io.github.gracefulshutdown.systemd.ShutdownNotification;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SystemdAutoConfiguration}.
 */
class SystemdAutoConfigurationTests {

	private static final String LIBRARY = "org.newsclub.net.unix";

	private final List<LogEvent> events = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(EventLog.class, () -> this.events::add)
		.withBean(EndingProcess.class)
		.withConfiguration(
				AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class,
						ReadinessAutoConfiguration.class, SystemdAutoConfiguration.class));

	@TempDir
	private Path directory;

	@Test
	void tellsSystemd() throws Exception {
		try (NotifyReceiver systemd = NotifyReceiver.in(this.directory)) {
			this.runner.withPropertyValues("NOTIFY_SOCKET=" + systemd.address()).run((context) -> {
				assertThat(context).hasSingleBean(ReadyNotification.class);
				assertThat(context.getBean(HostApplication.class).participants().get()).hasSize(2)
					.hasAtLeastOneElementOfType(ShutdownNotification.class);
				GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
				shutdown.quiesce(ShutdownTrigger.Type.SIGTERM);
				assertThat(systemd.receive()).hasSize(3).contains("STOPPING=1");
				context.close();
				shutdown.terminate();
				assertThat(systemd.receiveAll()).last()
					.asInstanceOf(InstanceOfAssertFactories.list(String.class))
					.contains("STATUS=Shutting down: TERMINATED, active requests: 0");
			});
		}
	}

	@Test
	void configuresNothingAndLooksForNoLibraryWhenThereIsNoSocket() {
		List<String> classes = new CopyOnWriteArrayList<>();
		this.runner.withClassLoader(new FilteredClassLoader((name) -> {
			classes.add(name);
			return false;
		})).run((context) -> {
			assertBacksOff(context);
			assertThat(classes).isNotEmpty().noneMatch((name) -> name.startsWith(LIBRARY));
			assertThat(this.events).noneMatch((event) -> event.id().startsWith("systemd"));
		});
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("NOTIFY_SOCKET=/absent", "graceful-shutdown.enabled=false")
			.run(SystemdAutoConfigurationTests::assertBacksOff);
	}

	@Test
	void saysWhichDependencyIsMissingWhenThereIsNoLibrary() {
		this.runner.withPropertyValues("NOTIFY_SOCKET=/absent")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withClassLoader(new FilteredClassLoader(LIBRARY))
			.run((context) -> {
				assertBacksOff(context);
				LogEvent event = event("systemd-library-missing");
				assertThat(event.level()).isEqualTo(LogEvent.Level.INFO);
				assertThat(event.text()).contains("com.kohlschutter.junixsocket:junixsocket-core");
			});
	}

	@Test
	void saysNothingOfDependencyWhenThereIsLibrary() {
		this.runner.withPropertyValues("NOTIFY_SOCKET=/absent")
			.run((context) -> assertThat(this.events).noneMatch((event) -> event.id().startsWith("systemd")));
	}

	@Test
	void warnsWhenSocketIsUnusable() {
		this.runner.withPropertyValues("NOTIFY_SOCKET=vsock:2:1234").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(event("systemd-socket-unusable").text()).contains("'vsock:2:1234'");
		});
	}

	@Test
	void socketOfUserWins() {
		NotifySocket socket = new NotifySocket("/user", this.events::add);
		this.runner.withPropertyValues("NOTIFY_SOCKET=/absent")
			.withBean("userSocket", NotifySocket.class, () -> socket)
			.run((context) -> assertThat(context).getBean(NotifySocket.class).isSameAs(socket));
	}

	private LogEvent event(String id) {
		List<LogEvent> found = this.events.stream().filter((event) -> event.id().equals(id)).toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private static void assertBacksOff(ApplicationContext context) {
		assertThat(context.getBeansOfType(NotifySocket.class)).isEmpty();
		assertThat(context.getBeansOfType(ReadyNotification.class)).isEmpty();
		assertThat(context.getBeansOfType(ShutdownNotification.class)).isEmpty();
	}

}
