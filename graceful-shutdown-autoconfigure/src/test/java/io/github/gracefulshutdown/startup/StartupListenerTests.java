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

package io.github.gracefulshutdown.startup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.FakeProcess;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.fixture.TestMarker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StartupListener}, with real applications.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class StartupListenerTests {

	private final ManualClock clock = new ManualClock();

	private final FakeProcess process = new FakeProcess();

	private final Map<String, Object> properties = new LinkedHashMap<>(Map.of("graceful-shutdown.startup.timeout", "5s",
			"graceful-shutdown.exit-code.forced", "42", "spring.main.banner-mode", "off"));

	private final SpringApplication application = new SpringApplication(Empty.class);

	private final CountDownLatch hangs = new CountDownLatch(1);

	private final AtomicBoolean checked = new AtomicBoolean();

	private final CountDownLatch gate = new CountDownLatch(1);

	StartupListenerTests() {
		this.application.setWebApplicationType(WebApplicationType.NONE);
		this.application.setRegisterShutdownHook(false);
		this.application.setListeners(this.application.getListeners()
			.stream()
			.map(this::withFakes)
			.<ApplicationListener<?>>map((listener) -> listener)
			.toList());
	}

	@AfterEach
	void letGo() {
		this.gate.countDown();
	}

	@Test
	void haltsWhenBeanHangs(CapturedOutput output) {
		CompletableFuture<Void> start = startWithHangingBean();
		this.clock.awaitWaiterFor(Duration.ofSeconds(5));
		this.clock.advance(Duration.ofSeconds(5).minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.process.calls()).isEmpty();
		this.clock.advance(Duration.ofNanos(1));
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("halt 42");
		assertThat(output.getOut()).contains("ERROR")
			.contains("The application has not started within 5s ('graceful-shutdown.startup.timeout')")
			.contains("beans in creation: hangingBean")
			.containsPattern("Look at " + StartupListenerTests.class.getName() + "\\.\\S+\\(\\w+\\.java:\\d+\\):")
			.contains("raise 'graceful-shutdown.startup.timeout'");
		this.gate.countDown();
		Background.join(start);
	}

	@Test
	void haltsWhenConfigurationHangs(CapturedOutput output) {
		this.application.addListeners(new AfterStartupListener((event) -> hang()));
		CompletableFuture<Void> start = start();
		Background.await(this.hangs);
		this.clock.awaitWaiterFor(Duration.ofSeconds(5));
		this.clock.advance(Duration.ofSeconds(5));
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("halt 42");
		assertThat(output.getErr()).contains("ERROR The application has not started within 5s")
			.contains("StartupListenerTests.hang(");
		this.gate.countDown();
		Background.join(start);
	}

	@Test
	void countsFromBeginningWhenSetInFile() {
		Object timeout = this.properties.remove("graceful-shutdown.startup.timeout");
		this.application.addListeners(new AfterStartupListener((event) -> {
			this.clock.advance(Duration.ofSeconds(2));
			event.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file", Map.of("graceful-shutdown.startup.timeout", timeout)));
		}));
		CompletableFuture<Void> start = startWithHangingBean();
		this.clock.awaitWaiterFor(Duration.ofSeconds(3));
		this.clock.advance(Duration.ofSeconds(3));
		this.process.awaitEnd();
		this.gate.countDown();
		Background.join(start);
	}

	@Test
	void watchesNothingByDefault() {
		this.properties.remove("graceful-shutdown.startup.timeout");
		assertThatNothingIsWatched();
	}

	@Test
	void watchesNothingWhenEmpty() {
		this.properties.put("graceful-shutdown.startup.timeout", "");
		assertThatNothingIsWatched();
	}

	@Test
	void watchesNothingWhenDisabled() {
		this.properties.put("graceful-shutdown.enabled", "false");
		assertThatNothingIsWatched();
	}

	@Test
	void watchesNothingInTest() {
		this.application.addInitializers(new TestMarker());
		assertThatNothingIsWatched();
	}

	@Test
	void endsWhenReady() {
		this.application.addListeners((ApplicationListener<ApplicationStartedEvent>) (event) -> this.clock
			.awaitWaiterFor(Duration.ofSeconds(5)));
		this.application.addListeners((ApplicationListener<ApplicationReadyEvent>) (event) -> assertThatNothingHalts());
		run().close();
		assertThat(this.checked).isTrue();
	}

	@Test
	void endsWhenFailed() {
		this.application.addInitializers((context) -> {
			throw new IllegalStateException("As it was told");
		});
		this.application
			.addListeners((ApplicationListener<ApplicationFailedEvent>) (event) -> assertThatNothingHalts());
		assertThatIllegalStateException().isThrownBy(this::run);
		assertThat(this.checked).isTrue();
	}

	@Test
	void endsWhenClosedBeforeItIsReady() {
		this.application.addListeners((ApplicationListener<ApplicationStartedEvent>) (event) -> {
			event.getApplicationContext().close();
			assertThatNothingHalts();
		});
		run();
		assertThat(this.checked).isTrue();
	}

	@Test
	void doesNotHaltWhenStartWasAbandoned() {
		CompletableFuture<Void> start = Background.run(() -> {
			assertThatExceptionOfType(SpringApplication.AbandonedRunException.class).isThrownBy(() -> {
				this.application.addInitializers((context) -> {
					throw new SpringApplication.AbandonedRunException();
				});
				run();
			});
			hang();
		});
		Background.await(this.hangs);
		this.clock.awaitWaiterFor(Duration.ofSeconds(5));
		assertThatNothingHalts();
		this.gate.countDown();
		Background.join(start);
	}

	@Test
	void refusesZero() {
		this.properties.put("graceful-shutdown.startup.timeout", "0s");
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(this::run)
			.withMessageContaining("'graceful-shutdown.startup.timeout' is '0s'");
	}

	private ApplicationListener<?> withFakes(ApplicationListener<?> listener) {
		return (listener instanceof StartupListener) ? new StartupListener(this.clock, this.process) : listener;
	}

	private CompletableFuture<Void> startWithHangingBean() {
		this.application.addInitializers(
				(context) -> ((GenericApplicationContext) context).registerBean("hangingBean", Empty.class, () -> {
					hang();
					return new Empty();
				}));
		CompletableFuture<Void> start = start();
		Background.await(this.hangs);
		return start;
	}

	private void hang() {
		this.hangs.countDown();
		Background.await(this.gate);
	}

	private CompletableFuture<Void> start() {
		return Background.run(() -> run().close());
	}

	private ConfigurableApplicationContext run() {
		assertThat(this.application.getListeners()).hasAtLeastOneElementOfType(StartupListener.class);
		this.application.setDefaultProperties(this.properties);
		return this.application.run();
	}

	private void assertThatNothingIsWatched() {
		CompletableFuture<Void> start = startWithHangingBean();
		assertThat(WatchThreads.find()).isEmpty();
		this.gate.countDown();
		Background.join(start);
		assertThatNothingHalts();
	}

	private void assertThatNothingHalts() {
		this.clock.advance(Duration.ofDays(1));
		WatchThreads.awaitEnd();
		assertThat(this.process.calls()).isEmpty();
		this.checked.set(true);
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	/**
	 * Where Spring Boot reads configuration files.
	 */
	private record AfterStartupListener(
			Consumer<ApplicationEnvironmentPreparedEvent> consumer) implements SmartApplicationListener {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE + 10;
		}

		@Override
		public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
			return ApplicationEnvironmentPreparedEvent.class.isAssignableFrom(type);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			this.consumer.accept((ApplicationEnvironmentPreparedEvent) event);
		}

	}

}
