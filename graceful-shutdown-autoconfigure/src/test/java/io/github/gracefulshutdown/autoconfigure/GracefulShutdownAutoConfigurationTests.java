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

import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.GracefulShutdownLifecycle;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.LateRequests;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.cleanup.ShutdownTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GracefulShutdownAutoConfiguration} and
 * {@link CleanupAutoConfiguration}.
 */
class GracefulShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(GracefulShutdownAutoConfiguration.class, CleanupAutoConfiguration.class));

	@Test
	void configuresEngineByDefault() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(GracefulShutdown.class)
				.hasSingleBean(GracefulShutdownLifecycle.class)
				.hasSingleBean(ActiveRequests.class)
				.hasSingleBean(HostApplication.class)
				.hasSingleBean(ShutdownSettings.class)
				.hasSingleBean(ShutdownTasks.class);
			assertThat(context.getBean(GracefulShutdown.class).state()).isEqualTo(ShutdownState.RUNNING);
		});
	}

	@Test
	void configuresNothingWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(GracefulShutdown.class)
				.doesNotHaveBean(GracefulShutdownLifecycle.class)
				.doesNotHaveBean(ShutdownSettings.class)
				.doesNotHaveBean(CleanupTasks.class));
	}

	@Test
	void applicationThatExcludesItStarts() {
		List<String> all = ImportCandidates.load(AutoConfiguration.class, null).getCandidates();
		Class<?>[] others = all.stream()
			.filter((name) -> name.startsWith(getClass().getPackageName())
					&& !name.equals(GracefulShutdownAutoConfiguration.class.getName()))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(others))
			.withPropertyValues("graceful-shutdown.report.directory=reports")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void runsSequenceWhenContextIsClosed() {
		this.runner.run((context) -> {
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			context.close();
			assertThat(shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		});
	}

	@Test
	void bindsEveryTime() {
		this.runner
			.withPropertyValues("graceful-shutdown.platform-grace-period=60s", "graceful-shutdown.timeout=50s",
					"graceful-shutdown.lame-duck.min-duration=3s", "graceful-shutdown.lame-duck.quiet-period=1s",
					"graceful-shutdown.lame-duck.max-duration=20s", "graceful-shutdown.drain.timeout=15s",
					"graceful-shutdown.drain.interrupt-window=500ms", "graceful-shutdown.cleanup.reserve=8s",
					"graceful-shutdown.cleanup.task-timeout=4s")
			.run((context) -> assertThat(context.getBean(ShutdownSettings.class)).isEqualTo(new ShutdownSettings(
					Duration.ofSeconds(60), Duration.ofSeconds(50),
					new ShutdownSettings.LameDuck(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(20),
							false),
					new ShutdownSettings.Drain(Duration.ofSeconds(15), Duration.ofMillis(500)),
					new ShutdownSettings.Cleanup(Duration.ofSeconds(8), Duration.ofSeconds(4)),
					new ShutdownSettings.End(Duration.ofSeconds(1), new ShutdownSettings.ExitCodes(0, 1, 2)))));
	}

	@Test
	void bindsEverythingElse() {
		this.runner
			.withPropertyValues("graceful-shutdown.drain.late-requests=reject",
					"graceful-shutdown.drain.ignored-paths=/ping,/internal/**",
					"graceful-shutdown.signals.enabled=false", "graceful-shutdown.exit-code.clean=3",
					"graceful-shutdown.exit-code.incomplete=4", "graceful-shutdown.exit-code.forced=5")
			.run((context) -> {
				GracefulShutdownProperties properties = context.getBean(GracefulShutdownProperties.class);
				assertThat(properties.drain().lateRequests()).isEqualTo(LateRequests.REJECT);
				assertThat(properties.drain().ignoredPaths()).containsExactly("/ping", "/internal/**");
				assertThat(properties.signals().enabled()).isFalse();
				assertThat(properties.exitCode()).isEqualTo(new GracefulShutdownProperties.ExitCode(3, 4, 5));
			});
	}

	@Test
	void defaultsOfEverythingElse() {
		this.runner.run((context) -> {
			GracefulShutdownProperties properties = context.getBean(GracefulShutdownProperties.class);
			assertThat(properties.enabled()).isTrue();
			assertThat(properties.drain().lateRequests()).isEqualTo(LateRequests.SERVE);
			assertThat(properties.drain().ignoredPaths()).isEmpty();
			assertThat(properties.signals().enabled()).isTrue();
			assertThat(properties.exitCode()).isEqualTo(new GracefulShutdownProperties.ExitCode(0, 1, 2));
		});
	}

	@Test
	void detectsPlatform() {
		this.runner.withPropertyValues("spring.main.cloud-platform=nomad")
			.run((context) -> assertThat(context.getBean(ShutdownSettings.class).platformGracePeriod()).hasSeconds(5));
	}

	@Test
	void settingsOfUserWin() {
		ShutdownSettings settings = TestProperties.of("timeout=7s")
			.divide(new Platform("test", Duration.ofSeconds(30), false));
		this.runner.withBean("userSettings", ShutdownSettings.class, () -> settings)
			.run((context) -> assertThat(context.getBean(GracefulShutdown.class).report().budget().timeout())
				.hasSeconds(7));
	}

	@Test
	void tasksOfUserWin() {
		this.runner.withBean("userTasks", NoTasks.class)
			.run((context) -> assertThat(context).hasSingleBean(CleanupTasks.class)
				.getBean(CleanupTasks.class)
				.isInstanceOf(NoTasks.class));
	}

	@Test
	void participantsAreThoseThatExist() {
		this.runner.withUserConfiguration(ParticipantsConfiguration.class).run((context) -> {
			HostApplication application = context.getBean(HostApplication.class);
			ShutdownParticipant eager = context.getBean("eager", ShutdownParticipant.class);
			assertThat(application.participants().get()).containsExactly(eager);
			ShutdownParticipant lazy = context.getBean("lazy", ShutdownParticipant.class);
			assertThat(application.participants().get()).containsExactlyInAnyOrder(eager, lazy);
		});
	}

	@Test
	void participantsExistWhenInitializationIsLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(ParticipantsConfiguration.class)
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("eager")).isTrue();
				assertThat(context.getBeanFactory().containsSingleton("lazy")).isFalse();
			});
	}

	@Test
	void contradictionStopsStartUpWithAnalysis() {
		this.runner.withPropertyValues("graceful-shutdown.timeout=30s", "graceful-shutdown.platform-grace-period=30s")
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).startsWith("The timeout is not inside the platform grace period")
					.contains("'graceful-shutdown.timeout' is 30s")
					.contains("'graceful-shutdown.platform-grace-period' is 30s");
				assertThat(analysis.getAction()).startsWith("Lower 'graceful-shutdown.timeout'");
				assertThat(analysis.getCause()).isInstanceOf(ShutdownConfigurationException.class);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "graceful-shutdown.timeout=soon", "graceful-shutdown.drain.late-requests=drop",
			"graceful-shutdown.exit-code.clean=none" })
	void invalidValueStopsStartUpAndNamesKey(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Failed to bind properties under '%s'".formatted(property.split("=")[0])));
	}

	// As registered for Spring Boot
	private static FailureAnalysis analyze(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, ex) -> {
		})
			.stream()
			.filter(ShutdownConfigurationFailureAnalyzer.class::isInstance)
			.map((analyzer) -> analyzer.analyze(failure))
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class ParticipantsConfiguration {

		@Bean
		@Lazy
		ShutdownParticipant lazy() {
			return new ShutdownParticipant() {

			};
		}

		@Bean
		ShutdownParticipant eager() {
			return new ShutdownParticipant() {

			};
		}

	}

	static class NoTasks implements CleanupTasks {

		@Override
		public List<CleanupTask> current() {
			return List.of();
		}

		@Override
		public List<Name> names() {
			return List.of();
		}

	}

}
