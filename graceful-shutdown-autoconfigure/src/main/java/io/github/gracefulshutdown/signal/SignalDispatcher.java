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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.github.gracefulshutdown.ShutdownTrigger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The one signal handler of the JVM. It replaces the JVM's own, so closing the contexts
 * and ending the process is its duty. Where a signal cannot be handled, the JVM's handler
 * stays, which leads to the same shutdown without a lame duck.
 */
final class SignalDispatcher {

	static final SignalDispatcher INSTANCE = new SignalDispatcher(System::exit, Thread::start);

	/**
	 * As a shell reports a process that ended by Ctrl-C: 128 and the number of the
	 * signal.
	 */
	private static final int INTERRUPTED = 130;

	private static final Set<String> ENDING = Set.of("TERM", "INT");

	private static final Log logger = LogFactory.getLog(SignalDispatcher.class);

	private final List<ShutdownSignals> contexts = new ArrayList<>();

	private final Map<Signal, SignalHandler> replaced = new LinkedHashMap<>();

	private final IntConsumer exit;

	private final Consumer<Thread> starter;

	private boolean exiting;

	SignalDispatcher(IntConsumer exit, Consumer<Thread> starter) {
		this.exit = exit;
		this.starter = starter;
	}

	synchronized void add(ShutdownSignals context) {
		if (this.exiting) {
			this.contexts.add(context);
			return;
		}
		StatusSignal status = context.statusSignal();
		if (!status.isNone() && !replace(status.name(), (signal) -> logStatus(status))
				&& !status.name().equals(StatusSignal.DEFAULT)) {
			throw status.taken();
		}
		this.contexts.add(context);
		if (this.contexts.size() == 1) {
			replace("TERM", new Exit(ShutdownTrigger.Type.SIGTERM));
			replace("INT", new Exit(ShutdownTrigger.Type.SIGINT));
			replace("HUP", new Exit(ShutdownTrigger.Type.SIGHUP));
		}
	}

	synchronized boolean isHandling() {
		return this.replaced.containsKey(new Signal("TERM"));
	}

	synchronized void remove(ShutdownSignals context) {
		this.contexts.remove(context);
		if (this.contexts.isEmpty() && !this.exiting) {
			this.replaced.forEach(Signal::handle);
			this.replaced.clear();
		}
	}

	// Whether the JVM lets us have it. What the application does at a signal that does
	// not end a process by custom, as to reload, goes on.
	private boolean replace(String name, SignalHandler handler) {
		try {
			Signal signal = new Signal(name);
			SignalHandler previous = Signal.handle(signal, handler);
			if (isOfApplication(previous)) {
				String type = previous.getClass().getName();
				if (!ENDING.contains(name)) {
					Signal.handle(signal, previous);
					logger.info("SIG%s is left to %s, which handled it before".formatted(name, type));
					return true;
				}
				logger.warn(("SIG%s leads to the shutdown, and no longer to %s. With"
						+ " 'graceful-shutdown.signals.enabled: false' all signals are left to the application")
					.formatted(name, type));
			}
			this.replaced.putIfAbsent(signal, previous);
			return true;
		}
		catch (IllegalArgumentException ex) {
			logger.debug("SIG%s is left to the JVM".formatted(name), ex);
			return false;
		}
	}

	private static boolean isOfApplication(SignalHandler handler) {
		String type = handler.getClass().getName();
		return !type.startsWith("sun.misc.") && !type.startsWith(SignalDispatcher.class.getName());
	}

	private void logStatus(StatusSignal signal) {
		contexts().stream()
			.filter((context) -> context.statusSignal().equals(signal))
			.forEach(ShutdownSignals::logStatus);
	}

	// Says nothing while it holds the lock: a log that hangs must not keep the next
	// signal
	private void received(ShutdownTrigger.Type type, Runnable exit) {
		boolean first = isFirst();
		if (type == ShutdownTrigger.Type.SIGINT && (!first || isStarted())) {
			try {
				contexts().forEach(ShutdownSignals::abandon);
			}
			finally {
				Runtime.getRuntime().halt(INTERRUPTED);
			}
		}
		if (!first) {
			logger.info("%s again: the shutdown is already on its way".formatted(type));
			return;
		}
		// Not a daemon: otherwise the JVM could end before the exit code is known
		Thread thread = new Thread(exit, "graceful-shutdown-signal");
		thread.setDaemon(false);
		try {
			this.starter.accept(thread);
		}
		catch (OutOfMemoryError ex) {
			// No thread is left but that of the JVM, and the JVM's own handler is
			// replaced
			exit.run();
		}
	}

	private synchronized boolean isFirst() {
		boolean first = !this.exiting;
		this.exiting = true;
		return first;
	}

	private boolean isStarted() {
		return contexts().stream().anyMatch(ShutdownSignals::isStarted);
	}

	private synchronized List<ShutdownSignals> contexts() {
		return List.copyOf(this.contexts);
	}

	// At the same time for all contexts, so that their lame ducks do not add up
	private static void quiesce(ShutdownTrigger.Type type, List<ShutdownSignals> contexts) {
		if (contexts.size() == 1) {
			contexts.get(0).quiesce(type);
			return;
		}
		CompletableFuture
			.allOf(contexts.stream()
				.map((context) -> CompletableFuture.runAsync(() -> context.quiesce(type), SignalDispatcher::start))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	private static void start(Runnable runnable) {
		new Thread(runnable, "graceful-shutdown-signal").start();
	}

	// The context that was created last is closed first
	private static int close(List<ShutdownSignals> contexts) {
		int exitCode = 0;
		for (int i = contexts.size() - 1; i >= 0; i--) {
			exitCode = Math.max(exitCode, contexts.get(i).close());
		}
		return exitCode;
	}

	// What a signal leads to. No lambda, so that nothing has to be linked when it comes.
	private final class Exit implements SignalHandler, Runnable {

		private final ShutdownTrigger.Type type;

		private Exit(ShutdownTrigger.Type type) {
			this.type = type;
		}

		@Override
		public void handle(Signal signal) {
			received(this.type, this);
		}

		@Override
		public void run() {
			int exitCode = 1;
			try {
				List<ShutdownSignals> contexts = contexts();
				quiesce(this.type, contexts);
				exitCode = close(contexts);
			}
			catch (Throwable ex) {
				logger.error("The shutdown after %s failed".formatted(this.type), ex);
			}
			finally {
				SignalDispatcher.this.exit.accept(exitCode);
			}
		}

	}

}
