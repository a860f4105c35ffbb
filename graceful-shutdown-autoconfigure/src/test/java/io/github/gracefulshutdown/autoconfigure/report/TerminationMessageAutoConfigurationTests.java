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

package io.github.gracefulshutdown.autoconfigure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.fixture.TestMarker;
import io.github.gracefulshutdown.report.TerminationMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminationMessageAutoConfiguration}.
 */
class TerminationMessageAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, TerminationMessageAutoConfiguration.class));

	@TempDir
	private Path directory;

	@Test
	void writesToFileOfKubernetesByDefault() {
		this.runner.run((context) -> {
			assertThat(context.getBean(TerminationMessage.class)).hasFieldOrPropertyWithValue("file",
					Path.of("/dev/termination-log"));
			assertThat(context.getBean(HostApplication.class).writers())
				.containsExactly(context.getBean(TerminationMessage.class));
		});
	}

	@Test
	void writesSummaryAtTheEnd() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		this.runner.withInitializer(new TestMarker())
			.withPropertyValues("graceful-shutdown.report.termination-message-path=" + file)
			.run((context) -> {
				context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.SIGTERM);
				context.close();
			});
		assertThat(file).content().startsWith("Shutdown CLEAN in ");
	}

	// Of which nobody knows the exit code
	@Test
	void saysNothingOfAnApplicationThatEndsByItself() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		this.runner.withPropertyValues("graceful-shutdown.report.termination-message-path=" + file)
			.run((context) -> context.close());
		assertThat(file).isEmptyFile();
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TerminationMessage.class));
	}

	@Test
	void messageOfUserWins() {
		this.runner.withBean("userMessage", TerminationMessage.class, () -> new TerminationMessage(Path.of("other")))
			.run((context) -> assertThat(context).hasSingleBean(TerminationMessage.class).hasBean("userMessage"));
	}

}
