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

package io.github.gracefulshutdown.signal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownSettings.ExitCodes;
import io.github.gracefulshutdown.ShutdownTask;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sun.misc.Signal;
import sun.misc.SignalHandler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link SignalDispatcher} with real signals to this process, whose end is only
 * noted. The handlers of the JVM are put back afterwards.
 */
@ExtendWith(OutputCaptureExtension.class)
class SignalDispatcherTests {

	private static final ExitCodes EXIT_CODES = new ExitCodes(10, 11, 12);

	private final Map<Signal, SignalHandler> handlers = new LinkedHashMap<>();

	private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

	private final SignalDispatcher dispatcher = new SignalDispatcher(this.exitCode::complete, this::start);

	private volatile boolean threadsAreUsedUp;

	private final List<String> closed = new CopyOnWriteArrayList<>();

	private final List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();

	@BeforeEach
	void keepHandlers() {
		for (String name : List.of("TERM", "INT", "HUP", "USR1")) {
			Signal signal = new Signal(name);
			SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
			Signal.handle(signal, handler);
			this.handlers.put(signal, handler);
		}
	}

	@AfterEach
	void restoreHandlers() {
		this.handlers.forEach(Signal::handle);
		this.contexts.forEach(AnnotationConfigApplicationContext::close);
	}

	@Test
	void terminateClosesContextAndExitsClean() throws Exception {
		GracefulShutdown shutdown = create("one", () -> this.closed.add("cleanup"));
		Signal.raise(new Signal("TERM"));
		assertThat(exitCode()).isEqualTo(10);
		assertThat(this.closed).containsExactly("cleanup");
		ShutdownReport report = shutdown.report();
		assertThat(report.trigger()).extracting(ShutdownTrigger::type).isEqualTo(ShutdownTrigger.Type.SIGTERM);
		assertThat(this.contexts.get(0).isActive()).isFalse();
	}

	@Test
	void terminateIsObeyedWhenNoThreadIsLeftForIt() throws Exception {
		create("one", () -> this.closed.add("cleanup"));
		this.threadsAreUsedUp = true;
		Signal.raise(new Signal("TERM"));
		assertThat(exitCode()).isEqualTo(10);
		assertThat(this.closed).containsExactly("cleanup");
	}

	@Test
	void failedCleanupExitsIncomplete() throws Exception {
		create("one", () -> {
			throw new IllegalStateException("expected");
		});
		Signal.raise(new Signal("TERM"));
		assertThat(exitCode()).isEqualTo(11);
	}

	@Test
	void contextsAreClosedInReverseOrderAndWorstExitCodeWins() throws Exception {
		create("one", () -> {
			this.closed.add("one");
			throw new IllegalStateException("expected");
		});
		create("two", () -> this.closed.add("two"));
		Signal.raise(new Signal("TERM"));
		assertThat(exitCode()).isEqualTo(11);
		assertThat(this.closed).containsExactly("two", "one");
	}

	@Test
	void secondTerminateIsHarmless(CapturedOutput output) throws Exception {
		CompletableFuture<Void> gate = new CompletableFuture<>();
		CompletableFuture<Void> begun = new CompletableFuture<>();
		create("one", () -> {
			begun.complete(null);
			gate.get(10, TimeUnit.SECONDS);
			this.closed.add("cleanup");
		});
		Signal.raise(new Signal("TERM"));
		begun.get(10, TimeUnit.SECONDS);
		Signal.raise(new Signal("TERM"));
		// The JVM hands it over some time later, to whoever handles it then
		Awaitility.await().until(() -> output.getOut().contains("SIGTERM again"));
		gate.complete(null);
		assertThat(exitCode()).isEqualTo(10);
		assertThat(this.closed).containsExactly("cleanup");
	}

	@Test
	void logThatHangsDoesNotKeepTheNextSignal() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Void> hangs = new CompletableFuture<>();
		create("one", () -> released.await(10, TimeUnit.SECONDS));
		PrintStream out = System.out;
		System.setOut(new PrintStream(out) {

			@Override
			public void write(byte[] bytes, int offset, int length) {
				if (new String(bytes, offset, length, StandardCharsets.UTF_8).contains("SIGHUP again")) {
					hangs.complete(null);
					Background.await(released);
				}
				super.write(bytes, offset, length);
			}

		});
		try {
			Signal.raise(new Signal("TERM"));
			Awaitility.await().until(() -> this.contexts.get(0).getBean(GracefulShutdown.class).isStarted());
			Signal.raise(new Signal("HUP"));
			hangs.get(10, TimeUnit.SECONDS);
			// What each signal asks first
			assertThat(CompletableFuture.supplyAsync(this.dispatcher::isHandling).get(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			released.countDown();
			System.setOut(out);
		}
		assertThat(exitCode()).isEqualTo(10);
	}

	@Test
	void lastContextThatIsDestroyedLeavesSignalsToTheJvm() {
		create("one", () -> {
		});
		ShutdownSignals other = signals(this.contexts.get(0));
		other.destroy();
		assertThat(isOurs("TERM")).isTrue();
		this.contexts.get(0).getBean(ShutdownSignals.class).destroy();
		assertThat(isOurs("TERM")).isFalse();
		assertThat(isOurs("INT")).isFalse();
	}

	@Test
	void processThatEndsAnswersToItsEnd(CapturedOutput output) {
		GracefulShutdown shutdown = create("one", () -> {
		});
		HostProcess process = mock();
		given(process.endsWith(ShutdownTrigger.Type.ACTUATOR)).willReturn(true);
		ShutdownSignals signals = signals(this.contexts.get(0), StatusSignal.of("USR1"), process);
		shutdown.quiesce(ShutdownTrigger.Type.ACTUATOR);
		this.contexts.get(0).getBean(ShutdownSignals.class).destroy();
		signals.destroy();
		Signal.raise(new Signal("USR1"));
		Awaitility.await().until(() -> output.getOut().contains("Status STOPPING after ACTUATOR"));
	}

	@Test
	void statusSignalOnlyAsks(CapturedOutput output) {
		GracefulShutdown shutdown = create("one", () -> {
		});
		Signal.raise(new Signal("USR1"));
		Awaitility.await().until(() -> output.getOut().contains("Status RUNNING: active requests 0"));
		assertThat(shutdown.isStarted()).isFalse();
		assertThat(this.exitCode).isNotDone();
	}

	@Test
	void signalThatTheJvmKeepsIsRefusedForStatus() {
		create("one", () -> {
		});
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> signals(this.contexts.get(0), new StatusSignal("QUIT"), HostProcess.shared()))
			.withMessageContaining("'QUIT'");
	}

	@Test
	void rehearsesWhenTheApplicationIsReady() {
		create("one", () -> this.closed.add("cleanup"));
		AnnotationConfigApplicationContext context = this.contexts.get(0);
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
		assertThat(context.getBean(GracefulShutdown.class).isStarted()).isFalse();
		assertThat(this.closed).isEmpty();
	}

	private GracefulShutdown create(String name, ShutdownTask task) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(GracefulShutdownAutoConfiguration.class);
		context.registerBean(HostProcess.class, HostProcess::shared);
		context.registerBean(CleanupTasks.class, () -> new OneTask(name, task));
		context.registerBean(ShutdownSignals.class, () -> signals(context));
		context.refresh();
		this.contexts.add(context);
		return context.getBean(GracefulShutdown.class);
	}

	private ShutdownSignals signals(AnnotationConfigApplicationContext context) {
		return signals(context, StatusSignal.of("USR1"), HostProcess.shared());
	}

	private ShutdownSignals signals(AnnotationConfigApplicationContext context, StatusSignal status,
			HostProcess process) {
		GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
		return new ShutdownSignals(shutdown, context, new ProcessEnd(shutdown, context, EXIT_CODES, process), status,
				this.dispatcher);
	}

	private void start(Thread thread) {
		if (this.threadsAreUsedUp) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		thread.start();
	}

	private int exitCode() throws Exception {
		return this.exitCode.get(20, TimeUnit.SECONDS);
	}

	private static boolean isOurs(String name) {
		Signal signal = new Signal(name);
		SignalHandler current = Signal.handle(signal, SignalHandler.SIG_DFL);
		Signal.handle(signal, current);
		return current.getClass().getName().startsWith(SignalDispatcher.class.getName());
	}

	// One task.
	private record OneTask(String name, ShutdownTask task) implements CleanupTasks {

		@Override
		public List<CleanupTask> current() {
			return List.of(new CleanupTask(0, this.name, null, this.task));
		}

		@Override
		public List<Name> names() {
			return List.of(new Name(0, this.name));
		}

	}

}
