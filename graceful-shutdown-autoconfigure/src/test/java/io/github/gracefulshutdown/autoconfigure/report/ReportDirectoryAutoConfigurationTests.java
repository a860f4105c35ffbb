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
import java.util.stream.Stream;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.report.ReportDirectory;
import io.github.gracefulshutdown.report.ServiceInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportDirectoryAutoConfiguration}.
 */
class ReportDirectoryAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, ReportDirectoryAutoConfiguration.class))
		.withPropertyValues("spring.application.name=orders");

	@TempDir
	private Path directory;

	@Test
	void keepsNothingByDefault() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ReportDirectory.class));
	}

	@Test
	void keepsReportWhereThePropertySays() {
		this.runner.withPropertyValues("graceful-shutdown.report.directory=" + this.directory).run((context) -> {
			assertThat(context.getBean(HostApplication.class).writers())
				.contains(context.getBean(ReportDirectory.class));
			context.close();
			assertThat(reports(this.directory)).singleElement()
				.satisfies((file) -> assertThat(file).content()
					.contains("\"service\":\"orders\"", "\"outcome\":\"CLEAN\"", "\"trigger\":\"CONTEXT_CLOSED\""));
		});
	}

	@Test
	void keepsReportInFirstStateDirectoryOfSystemd() {
		Path first = this.directory.resolve("first");
		this.runner.withPropertyValues("STATE_DIRECTORY=%s:%s/second".formatted(first, this.directory))
			.run((context) -> assertThat(reports(first)).hasSize(1));
	}

	@Test
	void propertyWinsOverStateDirectory() {
		Path other = this.directory.resolve("other");
		this.runner
			.withPropertyValues("STATE_DIRECTORY=" + this.directory, "graceful-shutdown.report.directory=" + other)
			.run((context) -> {
				assertThat(reports(other)).hasSize(1);
				assertThat(reports(this.directory)).isEmpty();
			});
	}

	@Test
	void emptyPropertyKeepsNothing() {
		this.runner.withPropertyValues("STATE_DIRECTORY=" + this.directory, "graceful-shutdown.report.directory=")
			.run((context) -> assertThat(context).doesNotHaveBean(ReportDirectory.class));
	}

	@Test
	void previousShutdownIsInTheReportOfTheNextContext() {
		ApplicationContextRunner runner = this.runner
			.withPropertyValues("graceful-shutdown.report.directory=" + this.directory);
		runner.run((context) -> assertThat(context.getBean(GracefulShutdown.class).report().previous()).isNull());
		runner.run((context) -> assertThat(context.getBean(GracefulShutdown.class).report().previous()).isNotNull()
			.extracting(PreviousShutdown::outcome)
			.isEqualTo(ShutdownOutcome.CLEAN));
	}

	@Test
	void contextThatFailsLeavesNothing() {
		this.runner.withPropertyValues("graceful-shutdown.report.directory=" + this.directory)
			.withUserConfiguration(Failing.class)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(reports(this.directory)).isEmpty();
			});
	}

	// As with a runner that throws, which Spring Boot tells before it closes the context
	@Test
	void startThatFailsWhenTheContextIsThereLeavesNothing() {
		this.runner.withPropertyValues("graceful-shutdown.report.directory=" + this.directory).run((context) -> {
			context.publishEvent(new ApplicationFailedEvent(new SpringApplication(), new String[0],
					context.getSourceApplicationContext(), new IllegalStateException("expected")));
			context.close();
			assertThat(reports(this.directory)).isEmpty();
		});
	}

	@Test
	void runnerThatTheShutdownHasCutLeavesTheReport() {
		this.runner.withPropertyValues("graceful-shutdown.report.directory=" + this.directory).run((context) -> {
			context.getBean(GracefulShutdown.class).quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			context.publishEvent(new ApplicationFailedEvent(new SpringApplication(), new String[0],
					context.getSourceApplicationContext(), new IllegalStateException("expected")));
			context.close();
			assertThat(reports(this.directory)).hasSize(1);
		});
	}

	@Test
	void isOffWhenDisabled() {
		this.runner
			.withPropertyValues("graceful-shutdown.enabled=false",
					"graceful-shutdown.report.directory=" + this.directory)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReportDirectory.class));
	}

	@Test
	void directoryOfUserWins() {
		ReportDirectory own = new ReportDirectory(this.directory, new ServiceInstance("own", "1"),
				ShutdownClock.system(), EventLog.plain());
		this.runner.withPropertyValues("graceful-shutdown.report.directory=" + this.directory)
			.withBean("own", ReportDirectory.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(ReportDirectory.class).hasBean("own"));
	}

	private static Stream<Path> reports(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".json")).toList().stream();
		}
	}

	/**
	 * Fails when everything else has begun.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Object failing(GracefulShutdown shutdown) {
			throw new IllegalStateException("expected");
		}

	}

}
