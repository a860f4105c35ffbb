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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Stopping}, with a closing thread that waits where nobody is to blame.
 */
class StoppingTests {

	private static final Duration BEFORE_RESERVE = TestSettings.TIMEOUT.minus(TestSettings.RESERVE);

	private static final Duration LOOK = Duration.ofMillis(100);

	private final ManualClock clock = new ManualClock();

	private final RecordingLog log = new RecordingLog();

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final ShutdownThreads threads = new ShutdownThreads(null);

	private final BoundedCalls calls = new BoundedCalls(this.threads, this.clock, new ShutdownLog(this.log));

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final Stopping stopping = new Stopping(TestSettings.plain(), this.requests,
			new LifecycleBeans(this.beanFactory), new ShutdownLog(this.log), this.calls, this.threads, this.clock);

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final CountDownLatch cleaned = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
		this.thread.shutdownNow();
	}

	@Test
	void namesBeansThatHaveNotStopped() throws Exception {
		register("slow", () -> true);
		begin();
		awaitCut();
		assertThat(this.stopping.cut()).singleElement().asString().startsWith("bean 'slow'");
	}

	@Test
	void goesOnWhenBeanHangsThatIsAskedWhetherItRuns() throws Exception {
		register("hanging", () -> {
			Background.await(this.released);
			return true;
		});
		begin();
		this.clock.awaitWaiterFor(LOOK);
		this.clock.advance(LOOK);
		goesOn();
	}

	@Test
	void goesOnWhenBeanFailsThatIsAskedWhetherItRuns() throws Exception {
		register("failing", () -> {
			throw new NoClassDefFoundError("expected");
		});
		begin();
		goesOn();
	}

	@Test
	void namesThreadThatHoldsTheLockForClosing() throws Exception {
		register("idle", () -> true);
		ReentrantLock lock = new ReentrantLock();
		lock.lock();
		enter();
		this.thread.execute(LockOwnerTests.lockFromSpring(lock));
		Awaitility.await().until(lock::hasQueuedThreads);
		this.clock.advance(BEFORE_RESERVE);
		awaitCut();
		lock.unlock();
		assertThat(this.stopping.cut()).singleElement()
			.asString()
			.endsWith(" on thread " + Thread.currentThread().getName());
		assertThat(this.log.events("bean-cut")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("a start that hangs"));
	}

	@Test
	void webServerIsBoundedWhereItsRequestsAreCounted() throws Exception {
		this.requests.serving();
		assertThat(boundPhases()).containsExactly(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
	}

	// As that of WebFlux on Tomcat
	@Test
	void webServerWhoseRequestsNobodyCountsKeepsItsTime() throws Exception {
		assertThat(boundPhases()).isEmpty();
	}

	private List<Integer> boundPhases() throws Exception {
		List<Integer> phases = new ArrayList<>();
		this.beanFactory.registerSingleton("webServerGracefulShutdown",
				new WebServerGracefulShutdownLifecycle(mock(WebServer.class)));
		this.beanFactory.registerSingleton("lifecycleProcessor", new DefaultLifecycleProcessor() {

			@Override
			public void setTimeoutForShutdownPhase(int phase, long timeout) {
				phases.add(phase);
			}

		});
		begin();
		return phases;
	}

	private void goesOn() {
		awaitCut();
		assertThat(this.stopping.cut()).containsExactly("the thread that closes the application");
		assertThat(this.calls.failures()).singleElement().asString().contains("isRunning()");
		this.clock.awaitWaiterFor(Duration.ofMillis(20));
		this.clock.advance(TestSettings.RESERVE.dividedBy(5));
		Background.await(this.cleaned);
	}

	private void begin() throws Exception {
		enter();
		this.clock.advance(BEFORE_RESERVE);
	}

	private void enter() throws Exception {
		Deadline deadline = new Deadline(this.clock, TestSettings.TIMEOUT);
		this.thread.submit(() -> this.stopping.begin(deadline, true, this.cleaned::countDown)).get();
		this.clock.awaitWaiterFor(BEFORE_RESERVE);
	}

	private void awaitCut() {
		Awaitility.await().until(() -> !this.log.events("bean-cut").isEmpty());
	}

	private void register(String name, BooleanSupplier running) {
		this.beanFactory.registerSingleton(name, new Lifecycle() {

			@Override
			public void start() {
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return running.getAsBoolean();
			}

		});
	}

}
