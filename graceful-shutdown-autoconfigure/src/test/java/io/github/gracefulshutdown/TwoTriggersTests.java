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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.ShutdownReport.Task;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for two threads that end the same application, of which Spring lets only one
 * close it and the other go on.
 */
class TwoTriggersTests {

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	private final FakeProcess process = this.fixture.process();

	private final GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void cleanupRunsWhenSecondTriggerComesWhileFirstStopsBeans() {
		CompletableFuture<Void> first = closeWithBeanThatStopsSlowly();
		CompletableFuture<Integer> second = end(this.context);
		// Without it the second one ends the shutdown, which this one waits for
		Awaitility.await().until(() -> second.isDone() || waitsUntilDeadline());
		this.released.countDown();
		Background.join(first);
		Background.join(second);
		assertThat(this.ran).containsExactly("task");
		assertThat(this.shutdown.report().cleanup().tasks()).extracting(Task::task).containsExactly("task");
		assertThat(this.fixture.publisher().states()).containsExactly(ShutdownState.DRAINING, ShutdownState.STOPPING,
				ShutdownState.CLEANING_UP, ShutdownState.TERMINATED);
		assertThat(second).isCompletedWithValue(10);
	}

	@Test
	void cleanupRunsWithoutFirstTriggerWhenItIsStuck() {
		CompletableFuture<Void> first = closeWithBeanThatStopsSlowly();
		CompletableFuture<Integer> second = end(this.context);
		Awaitility.await().until(() -> second.isDone() || waitsUntilDeadline());
		this.clock.advance(TestSettings.TIMEOUT.minus(TestSettings.RESERVE));
		Awaitility.await().until(() -> !this.fixture.log().events("bean-cut").isEmpty());
		assertThat(this.ran).isEmpty();
		this.clock.advance(TestSettings.RESERVE.dividedBy(5));
		Background.join(second);
		assertThat(this.fixture.log().events("bean-cut")).singleElement()
			.satisfies((event) -> assertThat(event.cause()).hasStackTraceContaining("SlowBean.stop"));
		assertThat(this.ran).containsExactly("task");
		assertThat(second).isCompletedWithValue(11);
		this.released.countDown();
		Background.join(first);
	}

	@Test
	void secondTriggerGoesOnWhenFirstClosesWithoutCleanup() {
		this.shutdown.quiesce(Type.CONTEXT_CLOSED);
		CompletableFuture<Integer> second = end(new StaysActive());
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.shutdown.afterClose();
		Background.join(second);
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(this.ran).isEmpty();
	}

	@Test
	void secondTriggerWaitsNoLongerThanDeadline() {
		this.shutdown.quiesce(Type.CONTEXT_CLOSED);
		CompletableFuture<Integer> second = end(new StaysActive());
		this.clock.awaitWaiterFor(TestSettings.TIMEOUT);
		this.clock.advance(TestSettings.TIMEOUT);
		Background.join(second);
		// On this thread, or on that which begins the cleanup when a bean is overdue
		Awaitility.await().until(() -> this.shutdown.state() == ShutdownState.TERMINATED);
	}

	private CompletableFuture<Void> closeWithBeanThatStopsSlowly() {
		this.fixture.tasks().add(1, "task", () -> this.ran.add("task"));
		this.context.registerBean(GracefulShutdownLifecycle.class,
				() -> new GracefulShutdownLifecycle(this.shutdown, this.context));
		this.context.registerBean(SlowBean.class, SlowBean::new);
		this.context.refresh();
		CompletableFuture<Void> closed = Background.run(this.context::close);
		Background.await(this.stopping);
		return closed;
	}

	private CompletableFuture<Integer> end(ConfigurableApplicationContext context) {
		CompletableFuture<Integer> exitCode = new CompletableFuture<>();
		ProcessEnd end = new ProcessEnd(this.shutdown, context, TestSettings.EXIT_CODES, this.process);
		Background.run(() -> {
			end.quiesce(Type.SIGTERM);
			exitCode.complete(end.closeApplication());
		});
		return exitCode;
	}

	private boolean waitsUntilDeadline() {
		return this.clock.isWaitedFor(TestSettings.TIMEOUT);
	}

	/**
	 * A bean that takes no notice of interrupts and longer to stop than Spring lets the
	 * second thread wait.
	 */
	private final class SlowBean implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			TwoTriggersTests.this.stopping.countDown();
			boolean interrupted = false;
			while (TwoTriggersTests.this.released.getCount() > 0) {
				try {
					TwoTriggersTests.this.released.await();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	/**
	 * An application that another thread closes for as long as the test wants.
	 */
	private static final class StaysActive extends GenericApplicationContext {

		@Override
		public void close() {
		}

		@Override
		public boolean isClosed() {
			return true;
		}

		@Override
		public boolean isActive() {
			return true;
		}

	}

}
