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

package io.github.gracefulshutdown;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link GracefulShutdownLifecycle}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class GracefulShutdownLifecycleTests {

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final GracefulShutdownLifecycle lifecycle = new GracefulShutdownLifecycle(this.shutdown, this.context);

	private final List<String> stopped = new CopyOnWriteArrayList<>();

	GracefulShutdownLifecycleTests() {
		this.context.registerBean("lifecycle", GracefulShutdownLifecycle.class, () -> this.lifecycle);
		this.fixture.tasks().add(1, "task", () -> this.stopped.add("task"));
	}

	@Test
	void closeGoesThroughWholeSequence() {
		this.context.refresh();
		this.context.close();
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING,
				ShutdownState.CLEANING_UP, ShutdownState.TERMINATED);
		assertThat(this.shutdown.report().trigger()).extracting(ShutdownTrigger::type)
			.isEqualTo(ShutdownTrigger.Type.CONTEXT_CLOSED);
		assertThat(this.stopped).containsExactly("task");
	}

	@Test
	void drainHasEndedBeforeAnyOtherListenerOrLifecycleBean() {
		registerListener();
		registerLifecycle("web server", Integer.MAX_VALUE);
		this.context.refresh();
		this.context.close();
		assertThat(this.stopped).startsWith("listener in STOPPING", "web server in STOPPING");
	}

	@Test
	void cleanupRunsAfterExecutorsAndBeforeConnectionFactories() {
		registerLifecycle("executor", Integer.MAX_VALUE / 2);
		registerLifecycle("connection factory", 0);
		this.context.refresh();
		this.context.close();
		assertThat(this.stopped).containsExactly("executor in STOPPING", "task", "connection factory in TERMINATED");
	}

	@Test
	void closeOfChildIsNotOurs() {
		this.context.refresh();
		try (GenericApplicationContext child = new GenericApplicationContext(this.context)) {
			child.refresh();
		}
		assertThat(this.shutdown.isStarted()).isFalse();
		this.context.close();
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
	}

	@Test
	void stopWithoutCloseIsNoShutdown() {
		this.context.refresh();
		this.context.stop();
		assertThat(this.lifecycle.isRunning()).isFalse();
		assertThat(this.shutdown.isStarted()).isFalse();
		this.context.start();
		assertThat(this.lifecycle.isRunning()).isTrue();
		this.context.close();
		assertThat(this.stopped).containsExactly("task");
	}

	@Test
	void stopDuringShutdownIsNoCleanup() {
		this.context.refresh();
		this.shutdown.quiesce(ShutdownTrigger.Type.SIGTERM);
		this.context.stop();
		assertThat(this.stopped).isEmpty();
		this.context.close();
		assertThat(this.stopped).containsExactly("task");
	}

	@Test
	void restartAndPauseAreNoShutdown() {
		this.context.refresh();
		this.context.restart();
		this.context.pause();
		assertThat(this.shutdown.isStarted()).isFalse();
		assertThat(this.lifecycle.isRunning()).isTrue();
		this.context.close();
		assertThat(this.stopped).containsExactly("task");
	}

	@Test
	void cleansUpWhenContextWasStoppedBeforeItIsClosed() {
		this.context.refresh();
		this.context.stop();
		this.context.close();
		assertThat(this.stopped).containsExactly("task");
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@Test
	void joinsShutdownThatHasBegun() {
		this.context.refresh();
		this.shutdown.quiesce(ShutdownTrigger.Type.SIGTERM);
		this.context.close();
		assertThat(this.shutdown.report().trigger()).extracting(ShutdownTrigger::type)
			.isEqualTo(ShutdownTrigger.Type.SIGTERM);
		assertThat(this.stopped).containsExactly("task");
	}

	@Test
	void drainsOnClosingThreadWhenListenersHaveAnExecutor() {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
		multicaster.setTaskExecutor((task) -> this.stopped.add("executor"));
		this.context.registerBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				SimpleApplicationEventMulticaster.class, () -> multicaster);
		registerLifecycle("web server", Integer.MAX_VALUE);
		this.context.refresh();
		this.context.close();
		assertThat(this.stopped).containsExactly("web server in STOPPING", "task");
	}

	@Test
	void callsBackOnce() {
		AtomicInteger callbacks = new AtomicInteger();
		this.context.refresh();
		this.lifecycle.onApplicationEvent(new ContextClosedEvent(this.context));
		this.lifecycle.stop(() -> {
			assertThat(this.shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
			callbacks.incrementAndGet();
		});
		assertThat(callbacks).hasValue(1);
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@Test
	void callsBackOnceWhenCleanupFails() {
		AtomicInteger callbacks = new AtomicInteger();
		FailingClock clock = new FailingClock();
		GracefulShutdown failing = new GracefulShutdown(TestSettings.plain(), this.fixture.requests(),
				this.fixture.jobs(),
				new HostApplication(List::of, this.fixture.tasks(),
						new LifecycleBeans(this.context.getDefaultListableBeanFactory()), List.of(), null,
						this.fixture.publisher(), this.fixture.log(), this.fixture.process()),
				clock);
		GracefulShutdownLifecycle lifecycle = new GracefulShutdownLifecycle(failing, this.context);
		lifecycle.start();
		lifecycle.onApplicationEvent(new ContextClosedEvent(this.context));
		clock.failing.set(true);
		assertThatIllegalStateException().isThrownBy(() -> lifecycle.stop(callbacks::incrementAndGet));
		assertThat(callbacks).hasValue(1);
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void neverPauses() {
		assertThat(this.lifecycle.isPauseable()).isFalse();
		assertThat(this.lifecycle.isAutoStartup()).isTrue();
	}

	private void registerListener() {
		this.context.addApplicationListener(new OtherListener());
	}

	private void registerLifecycle(String name, int phase) {
		this.context.registerBean(name, OtherLifecycle.class, () -> new OtherLifecycle(name, phase));
	}

	private void stopped(String name) {
		this.stopped.add("%s in %s".formatted(name, this.shutdown.state()));
	}

	/**
	 * A listener that was there first and wants to come first.
	 */
	private final class OtherListener implements ApplicationListener<ContextClosedEvent>, Ordered {

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			stopped("listener");
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE + 1;
		}

	}

	/**
	 * A bean that says when it was stopped.
	 */
	private final class OtherLifecycle implements SmartLifecycle {

		private final AtomicBoolean running = new AtomicBoolean();

		private final String name;

		private final int phase;

		private OtherLifecycle(String name, int phase) {
			this.name = name;
			this.phase = phase;
		}

		@Override
		public void start() {
			this.running.set(true);
		}

		@Override
		public void stop() {
			stopped(this.name);
			this.running.set(false);
		}

		@Override
		public boolean isRunning() {
			return this.running.get();
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
