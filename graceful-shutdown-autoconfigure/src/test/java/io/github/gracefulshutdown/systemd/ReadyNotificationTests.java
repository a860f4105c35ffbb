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

package io.github.gracefulshutdown.systemd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadyNotification}.
 */
class ReadyNotificationTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@TempDir
	private Path directory;

	private NotifyReceiver systemd;

	@BeforeEach
	void start() throws Exception {
		this.systemd = NotifyReceiver.in(this.directory);
		NotifySocket socket = new NotifySocket(this.systemd.address(), (event) -> {
		});
		this.context.register(GracefulShutdownAutoConfiguration.class, CleanupAutoConfiguration.class);
		this.context.registerBean(EndingProcess.class);
		this.context.refresh();
		this.context.addApplicationListener(
				new ReadyNotification(socket, this.context.getBean(GracefulShutdown.class), this.context));
	}

	@AfterEach
	void stop() {
		GracefulShutdown shutdown = this.context.getBean(GracefulShutdown.class);
		this.context.close();
		shutdown.terminate();
		this.systemd.close();
	}

	@Test
	void tellsWhenApplicationIsReady() throws Exception {
		ready(this.context);
		assertThat(this.systemd.receiveAll()).containsExactly(List.of("READY=1"));
	}

	@Test
	void staysSilentWhenChildContextIsReady() throws Exception {
		GenericApplicationContext child = new GenericApplicationContext(this.context);
		child.refresh();
		ready(child);
		assertThat(this.systemd.receiveAll()).isEmpty();
		child.close();
	}

	@Test
	void staysSilentWhenTriggerCameFirst() throws Exception {
		this.context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.SIGTERM);
		ready(this.context);
		assertThat(this.systemd.receiveAll()).isEmpty();
	}

	private static void ready(ConfigurableApplicationContext context) {
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
	}

}
