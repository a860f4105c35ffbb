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

package io.github.gracefulshutdown.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownReport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ListenerContainers}.
 */
class ListenerContainersTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final List<LogEvent> events = new CopyOnWriteArrayList<>();

	private final FakeContainer container = new FakeContainer();

	@Test
	void countsContainerUntilItHasStopped() {
		FakeContainers containers = containers();
		containers.shutdownStarted();
		Runnable stopped = this.container.awaitStop();
		assertThat(this.jobs.active()).isOne();
		assertThat(this.jobs.longest(1)).extracting(ShutdownReport.Job::name, ShutdownReport.Job::id)
			.containsExactly(tuple("fake listener", "orders"));
		stopped.run();
		assertThat(this.jobs.active()).isZero();
	}

	// The message at hand is handled to its end, with the jobs that it starts
	@Test
	void listenerMayStartJobsUntilItsContainerHasStopped() {
		assertThat(this.jobs.isWorking(Thread.currentThread())).isFalse();
		containers().shutdownStarted();
		Runnable stopped = this.container.awaitStop();
		assertThat(this.jobs.isWorking(Thread.currentThread())).isTrue();
		assertThat(this.jobs.isWorking(new Thread())).isFalse();
		stopped.run();
		assertThat(this.jobs.isWorking(Thread.currentThread())).isFalse();
	}

	@Test
	void stopsContainersThatAreBeans() {
		FakeContainer bean = new FakeContainer();
		this.beans.registerSingleton("bean", bean);
		containers().shutdownStarted();
		bean.awaitStop().run();
		this.container.awaitStop().run();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void stopsContainersThatAreNeitherBeansNorRegistered() {
		FakeContainer other = new FakeContainer();
		FakeContainers containers = containers();
		containers.starts("other", other);
		containers.shutdownStarted();
		this.container.awaitStop().run();
		Runnable stopped = other.awaitStop();
		assertThat(this.jobs.longest(1)).extracting(ShutdownReport.Job::id).containsExactly("other");
		stopped.run();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void countsContainerOnceThatIsFoundByEachWay() {
		CompletableFuture<Void> gate = new CompletableFuture<>();
		this.container.onStop = gate::join;
		this.beans.registerSingleton("bean", this.container);
		FakeContainers containers = containers();
		containers.starts("started", this.container);
		containers.shutdownStarted();
		assertThat(this.jobs.active()).isOne();
		gate.complete(null);
		this.container.awaitStop().run();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void containerThatBlocksHoldsUpNeitherCallerNorOthers() {
		FakeContainer other = new FakeContainer();
		this.beans.registerSingleton("other", other);
		CompletableFuture<Void> gate = new CompletableFuture<>();
		this.container.onStop = gate::join;
		containers().shutdownStarted();
		other.awaitStop().run();
		assertThat(this.jobs.active()).isOne();
		gate.complete(null);
		this.container.awaitStop().run();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void leavesContainersAloneThatDoNotRunOrTakeNoWork() {
		FakeContainer stopped = new FakeContainer();
		stopped.running = false;
		this.beans.registerSingleton("stopped", stopped);
		this.container.takesWork = false;
		containers().shutdownStarted();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void leavesContainersToSpringThatStopBehindTheWebServer() {
		this.container.phase = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1;
		FakeContainers containers = containers();
		containers.shutdownStarted();
		assertThat(this.jobs.active()).isZero();
		this.container.phase = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		containers.drainStarted();
		assertThat(this.jobs.active()).isOne();
		this.container.awaitStop().run();
	}

	@Test
	void doesNotStopTwiceWhatIsStopping() {
		FakeContainers containers = containers();
		containers.shutdownStarted();
		Runnable stopped = this.container.awaitStop();
		// As those of RabbitMQ say until they have stopped
		this.container.running = true;
		containers.drainStarted();
		assertThat(this.jobs.active()).isOne();
		stopped.run();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void stopsAgainWhatWasStartedInTheLameDuck() {
		FakeContainers containers = containers();
		containers.shutdownStarted();
		this.container.awaitStop().run();
		this.container.stops = new CompletableFuture<>();
		this.container.running = true;
		containers.drainStarted();
		assertThat(this.jobs.active()).isOne();
		this.container.awaitStop().run();
		assertThat(this.jobs.active()).isZero();
	}

	@Test
	void failureIsLoggedAndHoldsUpNothing() {
		this.container.onStop = () -> {
			throw new IllegalStateException("As it was told");
		};
		containers().shutdownStarted();
		Awaitility.await().atMost(TIMEOUT).until(() -> this.jobs.active() == 0);
		assertThat(this.events).singleElement().satisfies((event) -> {
			assertThat(event.id()).isEqualTo("listener-not-stopped");
			assertThat(event.text()).contains("fake listener 'orders'");
			assertThat(event.cause()).hasMessage("As it was told");
		});
	}

	private FakeContainers containers() {
		return new FakeContainers();
	}

	private final class FakeContainers extends ListenerContainers<FakeContainer> {

		FakeContainers() {
			super("fake listener", FakeContainer.class, ListenerContainersTests.this.beans,
					ListenerContainersTests.this.jobs, ListenerContainersTests.this.events::add);
		}

		@Override
		Map<String, FakeContainer> registered() {
			return Map.of("orders", ListenerContainersTests.this.container);
		}

		@Override
		boolean takesWork(FakeContainer container) {
			return container.takesWork;
		}

		@Override
		void stop(FakeContainer container, Runnable stopped) {
			container.stop(stopped);
		}

	}

	private static final class FakeContainer implements SmartLifecycle {

		volatile boolean running = true;

		volatile boolean takesWork = true;

		volatile int phase = DEFAULT_PHASE;

		volatile @Nullable Runnable onStop;

		volatile CompletableFuture<Runnable> stops = new CompletableFuture<>();

		Runnable awaitStop() {
			return this.stops.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void stop(Runnable callback) {
			Runnable onStop = this.onStop;
			if (onStop != null) {
				onStop.run();
			}
			this.running = false;
			this.stops.complete(callback);
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
