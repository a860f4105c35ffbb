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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.FakeProcess;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RunnerWatchPostProcessor} and {@link RunnerWatch}.
 */
@Timeout(60)
class RunnerWatchPostProcessorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final ApplicationArguments NONE = new DefaultApplicationArguments();

	private final FakeProcess process = new FakeProcess();

	private final RecordingLog log = new RecordingLog();

	private final ManualClock clock = new ManualClock();

	private final FakeSignal shutdown = new FakeSignal();

	private final RunnerWatchPostProcessor processor = new RunnerWatchPostProcessor(() -> new RunnerWatch(
			new StartupTimeout(StartupTimeout.RUNNER, TIMEOUT), 2, this.process, this.log, this.shutdown, this.clock));

	@Test
	void haltsWhenRunnerHangs() {
		CountDownLatch gate = new CountDownLatch(1);
		ApplicationRunner runner = watched((ApplicationRunner) (args) -> Background.await(gate));
		CompletableFuture<Void> running = Background.run(() -> run(runner));
		this.clock.awaitWaiterFor(TIMEOUT);
		this.clock.advance(TIMEOUT.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(this.process.calls()).isEmpty();
		this.clock.advance(Duration.ofNanos(1));
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("halt 2");
		LogEvent event = this.log.events("runner-overdue").get(0);
		assertThat(event.text()).startsWith("The runner 'myRunner' (" + getClass().getName() + "$$Lambda")
			.contains("has not returned within 5s ('graceful-shutdown.startup.runner-timeout')")
			.containsPattern("Look at \\S+RunnerWatchPostProcessorTests\\.\\S+\\(\\w+\\.java:\\d+\\)");
		assertThat(event.fields()).containsEntry("shutdown.runner", "myRunner")
			.containsEntry("shutdown.timeout", TIMEOUT)
			.containsEntry("shutdown.exit-code", 2)
			.doesNotContainKey("shutdown.beans");
		gate.countDown();
		Background.join(running);
	}

	@Test
	void leavesHangingRunnerToShutdownThatWasRequested() {
		CountDownLatch gate = new CountDownLatch(1);
		ApplicationRunner runner = watched((ApplicationRunner) (args) -> Background.await(gate));
		CompletableFuture<Void> running = Background.run(() -> run(runner));
		this.clock.awaitWaiterFor(TIMEOUT);
		this.shutdown.requested = true;
		this.clock.advance(TIMEOUT);
		assertThatNothingHalts();
		gate.countDown();
		Background.join(running);
	}

	@Test
	void watchesEachRunUntilItReturns() {
		List<String> seen = new ArrayList<>();
		CommandLineRunner runner = watched((CommandLineRunner) (args) -> {
			this.clock.awaitWaiterFor(TIMEOUT);
			seen.addAll(List.of(args));
		});
		runWith(runner, "one");
		this.clock.advance(TIMEOUT);
		runWith(runner, "two");
		this.clock.advance(TIMEOUT);
		assertThat(seen).containsExactly("one", "two");
		assertThatNothingHalts();
	}

	@Test
	void endsWhenRunnerThrows() {
		ApplicationRunner runner = watched((ApplicationRunner) (args) -> {
			this.clock.awaitWaiterFor(TIMEOUT);
			throw new IllegalStateException("As it was told");
		});
		assertThatIllegalStateException().isThrownBy(() -> runner.run(NONE)).withMessage("As it was told");
		this.clock.advance(TIMEOUT);
		assertThatNothingHalts();
	}

	@Test
	void keepsClassSoThatRunnerCanBeInjectedByIt() throws Exception {
		Open runner = watched(new Open(this.clock));
		assertThat(AopUtils.isCglibProxy(runner)).isTrue();
		runner.run(NONE);
		runner.run();
		assertThat(runner.calls()).containsExactly("run watched", "run unwatched");
	}

	@Test
	void watchesRunnerThatIsProxyAlready() throws Exception {
		ApplicationRunner proxy = (ApplicationRunner) new ProxyFactory(ApplicationRunner.class,
				new SingletonTargetSource((ApplicationRunner) (args) -> this.clock.awaitWaiterFor(TIMEOUT)))
			.getProxy();
		watched(proxy).run(NONE);
		Open cglib = new Open(this.clock);
		ProxyFactory factory = new ProxyFactory(cglib);
		factory.setProxyTargetClass(true);
		watched((Open) factory.getProxy()).run(NONE);
		assertThat(cglib.calls()).containsExactly("run watched");
	}

	@Test
	void leavesFinalClassAloneAndSaysSo() {
		Closed closed = new Closed();
		assertThat(watched(closed)).isSameAs(closed);
		assertThat(this.log.events("runner-not-watched")).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(event.text()).contains("'myRunner'", Closed.class.getName(),
					"'graceful-shutdown.startup.timeout'");
		});
	}

	@Test
	void leavesFinalMethodAloneAndSaysSo() {
		HalfOpen halfOpen = new HalfOpen();
		assertThat(watched(halfOpen)).isSameAs(halfOpen);
		assertThat(this.log.events("runner-not-watched")).hasSize(1);
	}

	@Test
	void leavesOtherBeansAlone() {
		AtomicReference<String> other = new AtomicReference<>();
		assertThat(watched(other)).isSameAs(other);
	}

	@SuppressWarnings("unchecked")
	private <T> T watched(T runner) {
		return (T) this.processor.postProcessAfterInitialization(runner, "myRunner");
	}

	private static void run(ApplicationRunner runner) {
		try {
			runner.run(NONE);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void runWith(CommandLineRunner runner, String argument) {
		try {
			runner.run(argument);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertThatNothingHalts() {
		WatchThreads.awaitEnd();
		assertThat(this.process.calls()).isEmpty();
		assertThat(this.log.events()).isEmpty();
	}

	/**
	 * Requested or not.
	 */
	private static final class FakeSignal implements ShutdownSignal {

		private volatile boolean requested;

		@Override
		public boolean isRequested() {
			return this.requested;
		}

		@Override
		public boolean await(Duration timeout) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Duration remaining() {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * A runner that can do something else as well.
	 */
	static class Open implements ApplicationRunner, Runnable {

		private final ManualClock clock;

		private final List<String> calls = new ArrayList<>();

		Open(ManualClock clock) {
			this.clock = clock;
		}

		List<String> calls() {
			return this.calls;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.clock.awaitWaiterFor(TIMEOUT);
			this.calls.add("run watched");
		}

		@Override
		public void run() {
			this.calls.add("run unwatched");
		}

	}

	/**
	 * A runner that cannot be subclassed.
	 */
	static final class Closed implements CommandLineRunner {

		@Override
		public void run(String... args) {
		}

	}

	/**
	 * A runner whose method cannot be overridden.
	 */
	static class HalfOpen implements CommandLineRunner {

		@Override
		public final void run(String... args) {
		}

	}

}
