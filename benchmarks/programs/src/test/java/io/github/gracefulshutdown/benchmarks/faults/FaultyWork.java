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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.concurrent.CountDownLatch;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/**
 * Background work and beans that end badly.
 */
@Configuration(proxyBeanMethods = false)
class FaultyWork {

	private static final int ENOUGH = 100;

	@Bean
	@ConditionalOnProperty("faulty.full-queue")
	ApplicationRunner fullQueue(AsyncTaskExecutor executor) {
		return (args) -> fill(executor);
	}

	private static void fill(AsyncTaskExecutor executor) {
		try {
			for (int i = 0; i < ENOUGH; i++) {
				executor.execute(FaultyWork::waitUntilInterrupted);
			}
			throw new IllegalStateException("The queue is not bounded");
		}
		catch (TaskRejectedException ex) {
			// Now it is full
		}
	}

	private static void waitUntilInterrupted() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-stop")
	ThrowingLifecycle throwingLifecycle() {
		return new ThrowingLifecycle();
	}

	/**
	 * A bean that cannot be stopped, and says so.
	 */
	static class ThrowingLifecycle implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			throw new IllegalStateException("Faulty on purpose");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
