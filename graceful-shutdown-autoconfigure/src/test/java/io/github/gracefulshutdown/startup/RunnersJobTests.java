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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.startup.StartupAutoConfiguration;
import io.github.gracefulshutdown.systemd.EndingProcess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Sinks;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.function.ThrowingConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunnersJob}, with applications that run.
 */
@Timeout(60)
class RunnersJobTests {

	private final SpringApplication application = new SpringApplication(GracefulShutdownAutoConfiguration.class,
			CleanupAutoConfiguration.class, StartupAutoConfiguration.class);

	private final CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();

	private final CompletableFuture<GracefulShutdown> shutdown = new CompletableFuture<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private HostProcess process = HostProcess.shared();

	private volatile @Nullable Thread thread;

	RunnersJobTests() {
		this.application.setWebApplicationType(WebApplicationType.NONE);
		this.application.setRegisterShutdownHook(false);
		this.application.addInitializers(
				(context) -> ((GenericApplicationContext) context).registerBean(HostProcess.class, () -> this.process));
	}

	@AfterEach
	void close() {
		this.released.countDown();
		this.started.join().close();
	}

	@Test
	void drainWaitsForRunner() {
		CompletableFuture<Void> run = run((context) -> await());
		CompletableFuture<Void> quiesced = quiesce(Type.SIGTERM);
		drains(quiesced);
		assertThat(report().jobs().active()).isOne();
		this.released.countDown();
		Background.join(quiesced);
		Background.join(run);
		assertThat(report().jobs().completed()).isOne();
	}

	@Test
	void drainWaitsForRunnerWhereListenersHaveAnExecutor() {
		this.application.addInitializers((context) -> context.getBeanFactory()
			.registerSingleton(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
					asynchronous(context)));
		CompletableFuture<Void> run = run((context) -> await());
		drainWaitsFor(run, this.released::countDown);
	}

	private static ApplicationEventMulticaster asynchronous(ConfigurableApplicationContext context) {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster(context.getBeanFactory());
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setDaemon(true);
		executor.afterPropertiesSet();
		multicaster.setTaskExecutor(executor);
		return multicaster;
	}

	@Test
	void drainWaitsForRunnerThatWaitsForResult() {
		CompletableFuture<Void> result = new CompletableFuture<>();
		drainWaitsForRunnerThat(result::join, () -> result.complete(null));
	}

	@Test
	void drainWaitsForRunnerThatWaitsForPublisher() {
		Sinks.Empty<Void> result = Sinks.empty();
		drainWaitsForRunnerThat(() -> result.asMono().block(), result::tryEmitEmpty);
	}

	private void drainWaitsForRunnerThat(Runnable waits, Runnable end) {
		CompletableFuture<Void> run = run((context) -> waits.run());
		awaitState(Thread.State.WAITING);
		drainWaitsFor(run, end);
	}

	private void drainWaitsFor(CompletableFuture<Void> run, Runnable end) {
		CompletableFuture<Void> quiesced = quiesce(Type.SIGTERM);
		drains(quiesced);
		end.run();
		Background.join(quiesced);
		Background.join(run);
	}

	@Test
	void doesNotWaitForRunnerThatKeepsTheProcessAlive() {
		CompletableFuture<Void> run = run((context) -> this.released.await());
		awaitState(Thread.State.WAITING);
		Background.join(quiesce(Type.SIGTERM));
		assertThat(run).isNotDone();
		assertThat(report().jobs()).isEqualTo(new ShutdownReport.Jobs(0, 0, List.of(), 0));
	}

	@Test
	void drainWaitsForListenerOfReadyEvent() {
		this.application.addInitializers((context) -> ((GenericApplicationContext) context)
			.registerBean(ReadyListener.class, () -> new ReadyListener(this)));
		CompletableFuture<Void> run = Background.run(this.application::run);
		drainWaitsFor(run, this.released::countDown);
	}

	@Test
	void doesNotWaitForRunnerThatFails() {
		CompletableFuture<Void> run = run((context) -> {
			await();
			throw new IllegalStateException("This is a test");
		});
		CompletableFuture<Void> quiesced = quiesce(Type.SIGTERM);
		drains(quiesced);
		this.released.countDown();
		Background.join(quiesced);
		assertThat(run).failsWithin(Background.PATIENCE);
		assertThat(report().jobs().completed()).isOne();
	}

	@Test
	void failureOfAnotherApplicationEndsNothing() {
		CompletableFuture<Void> run = run((context) -> await());
		this.started.join()
			.publishEvent(new ApplicationFailedEvent(this.application, new String[0], new GenericApplicationContext(),
					new IllegalStateException("This is a test")));
		drainWaitsFor(run, this.released::countDown);
	}

	@Test
	void doesNotWaitForRunnerThatClosesTheContext() {
		Background.join(run(ConfigurableApplicationContext::close));
		assertThat(report().jobs()).isEqualTo(new ShutdownReport.Jobs(0, 0, List.of(), 0));
	}

	@Test
	void doesNotWaitForRunnerThatClosesTheContextAfterSignal() {
		CompletableFuture<Void> run = run((context) -> {
			await();
			context.close();
		});
		CompletableFuture<Void> quiesced = quiesce(Type.SIGTERM);
		drains(quiesced);
		this.released.countDown();
		Background.join(quiesced);
		this.started.join().close();
		Background.join(run);
		assertThat(report().jobs().interrupted()).isEmpty();
	}

	@Test
	void closeDoesNotWaitForRunner() {
		CompletableFuture<Void> run = run((context) -> await());
		Background.join(quiesce(Type.CONTEXT_CLOSED));
		assertThat(run).isNotDone();
		assertThat(report().jobs().active()).isZero();
	}

	@Test
	void noRunnerBeginsIfTheProcessIsAboutToEnd() {
		this.process = new EndingProcess();
		this.application.addListeners((ApplicationListener<ContextRefreshedEvent>) (event) -> {
			started((ConfigurableApplicationContext) event.getApplicationContext());
			await();
		});
		AtomicBoolean begun = new AtomicBoolean();
		CompletableFuture<Void> run = run((context) -> begun.set(true));
		Background.join(quiesce(Type.SIGTERM));
		this.released.countDown();
		awaitState(Thread.State.WAITING);
		assertThat(run).isNotDone();
		assertThat(begun).isFalse();
		// Whose thread is interrupted at the deadline
		Background.join(Background.run(() -> this.started.join().close()));
	}

	@Test
	void isOverWhenReady() {
		Background.join(run((context) -> {
		}));
		assertThat(report().jobs().active()).isZero();
	}

	private CompletableFuture<Void> run(ThrowingConsumer<ConfigurableApplicationContext> runner) {
		this.application.addInitializers((context) -> ((GenericApplicationContext) context)
			.registerBean(CommandLineRunner.class, () -> (args) -> {
				started(context);
				runner.accept(context);
			}));
		CompletableFuture<Void> run = Background.run(this.application::run);
		Background.join(this.started);
		return run;
	}

	private void started(ConfigurableApplicationContext context) {
		this.shutdown.complete(context.getBean(GracefulShutdown.class));
		this.thread = Thread.currentThread();
		this.started.complete(context);
	}

	private void awaitState(Thread.State state) {
		Awaitility.await().until(() -> this.thread != null && this.thread.getState() == state);
	}

	private CompletableFuture<Void> quiesce(Type type) {
		GracefulShutdown shutdown = shutdown();
		return Background.run(() -> shutdown.quiesce(type));
	}

	private void drains(CompletableFuture<Void> quiesced) {
		Awaitility.await().until(() -> shutdown().state() == ShutdownState.DRAINING);
		assertThat(quiesced).isNotDone();
	}

	private GracefulShutdown shutdown() {
		Background.join(this.shutdown);
		return this.shutdown.join();
	}

	private ShutdownReport report() {
		return shutdown().report();
	}

	private void await() {
		Background.await(this.released);
	}

	/**
	 * Does its work in a listener.
	 *
	 * @param test the test
	 */
	private record ReadyListener(RunnersJobTests test) {

		@EventListener
		void ready(ApplicationReadyEvent event) {
			this.test.started(event.getApplicationContext());
			this.test.await();
		}

	}

}
