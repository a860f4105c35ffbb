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

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Starts the threads {@code graceful-shutdown-N}. They are daemons, so that none that
 * hangs can keep the process, and see the classes of the application.
 */
final class ShutdownThreads {

	private static final String PREFIX = "graceful-shutdown-";

	private final AtomicInteger number = new AtomicInteger();

	private final @Nullable ClassLoader classLoader;

	private final Consumer<Thread> starter;

	ShutdownThreads(@Nullable ClassLoader classLoader) {
		this(classLoader, Thread::start);
	}

	/**
	 * Creates an object that has started no thread yet.
	 * @param classLoader the class loader of the application
	 * @param starter how threads are started that serve once
	 */
	ShutdownThreads(@Nullable ClassLoader classLoader, Consumer<Thread> starter) {
		this.classLoader = classLoader;
		this.starter = starter;
	}

	/**
	 * Starts a thread.
	 * @param runnable what it runs
	 * @return the thread
	 * @throws OutOfMemoryError if there is no thread to be had
	 */
	Thread start(Runnable runnable) {
		Thread thread = create(runnable);
		this.starter.accept(thread);
		return thread;
	}

	/**
	 * Threads that serve again when they have done what they were started for. Nobody may
	 * interrupt them, as it might hit the next one.
	 * @return as many as are needed
	 */
	Executor reused() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
				this::create);
	}

	private Thread create(Runnable runnable) {
		Thread thread = new Thread(runnable, PREFIX + this.number.incrementAndGet());
		thread.setDaemon(true);
		thread.setContextClassLoader(this.classLoader);
		return thread;
	}

	/**
	 * Whether a thread belongs to the shutdown.
	 * @param thread the thread
	 * @return whether it does
	 */
	static boolean owns(Thread thread) {
		return thread.getName().startsWith(PREFIX);
	}

}
