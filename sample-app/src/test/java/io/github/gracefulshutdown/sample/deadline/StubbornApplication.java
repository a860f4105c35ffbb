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

package io.github.gracefulshutdown.sample.deadline;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that does not want to stop: each of its parts holds the process up on
 * demand.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class StubbornApplication {

	public static void main(String[] args) {
		run(StubbornApplication.class, args);
	}

	/**
	 * Run an application that has what this one has.
	 * @param application its class, which imports this one
	 * @param args its arguments
	 */
	public static void run(Class<?> application, String[] args) {
		if (List.of(args).contains("--stubborn.hook=true")) {
			Runtime.getRuntime().addShutdownHook(new Thread(new StubbornHook(), "stubborn-hook"));
		}
		SpringApplication.run(application, args);
	}

	@Bean
	@ConditionalOnProperty("stubborn.task")
	@ShutdownPhase(value = 1, name = "stubborn")
	ShutdownTask stubbornTask() {
		return new StubbornTask();
	}

	@Bean
	@ShutdownPhase(value = 2, name = "last")
	ShutdownTask lastTask() {
		return () -> System.out.println("The last task ran");
	}

	@Bean
	@ConditionalOnProperty("stubborn.job")
	ApplicationRunner stubbornJob(JobTracker tracker) {
		return (args) -> begin(new StubbornJob(tracker));
	}

	@Bean
	@ConditionalOnProperty("stubborn.hand-back")
	ApplicationRunner stubbornHandBack(JobTracker tracker) {
		return (args) -> begin(new StubbornHandBack(tracker));
	}

	@Bean
	@ConditionalOnProperty("stubborn.executor")
	ApplicationRunner stubbornExecutor(AsyncTaskExecutor executor) {
		return (args) -> executor.execute(Hang::forever);
	}

	// On a thread that keeps no process alive, and that no executor interrupts
	private static void begin(Runnable job) {
		Thread thread = new Thread(job);
		thread.setDaemon(true);
		thread.start();
	}

	@Bean
	@ConditionalOnProperty("stubborn.pre-destroy")
	StubbornBean stubbornBean() {
		return new StubbornBean();
	}

	@Bean
	@ConditionalOnProperty("stubborn.slow-pre-destroy")
	SlowBean slowBean() {
		return new SlowBean();
	}

	@Bean
	@ConditionalOnProperty("stubborn.stop")
	StubbornLifecycle stubbornLifecycle() {
		return new StubbornLifecycle();
	}

	@Bean
	@ConditionalOnProperty("stubborn.phases")
	SilentLifecycle silentFirst() {
		return new SilentLifecycle(SmartLifecycle.DEFAULT_PHASE);
	}

	@Bean
	@ConditionalOnProperty("stubborn.phases")
	SilentLifecycle silentMiddle() {
		return new SilentLifecycle(100);
	}

	@Bean
	@ConditionalOnProperty("stubborn.phases")
	SilentLifecycle silentLast() {
		return new SilentLifecycle(-100);
	}

	/**
	 * A request in an endless loop.
	 */
	@RestController
	static class StubbornController {

		@GetMapping("/loop")
		String loop() {
			Hang.forever();
			return "never";
		}

	}

	/**
	 * A job that ignores interrupts.
	 */
	record StubbornJob(JobTracker tracker) implements Runnable {

		@Override
		public void run() {
			try (Job job = this.tracker.start("stubborn", "1")) {
				job.onInterrupted(() -> System.out.println("The stubborn job was handed back"));
				Hang.forever();
			}
		}

	}

	/**
	 * A job that ends when it is interrupted, with a hand-back that never returns.
	 */
	record StubbornHandBack(JobTracker tracker) implements Runnable {

		@Override
		public void run() {
			try (Job job = this.tracker.start("hand-back", "1")) {
				job.onInterrupted(Hang::forever);
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				// It was told to
			}
		}

	}

	/**
	 * A cleanup task that never returns.
	 */
	static class StubbornTask implements ShutdownTask {

		@Override
		public void run() {
			Hang.forever();
		}

	}

	/**
	 * A shutdown hook that never returns.
	 */
	static class StubbornHook implements Runnable {

		@Override
		public void run() {
			Hang.forever();
		}

	}

	/**
	 * A bean that cannot be destroyed.
	 */
	static class StubbornBean implements DisposableBean {

		@Override
		public void destroy() {
			Hang.forever();
		}

	}

	/**
	 * A bean that takes long to be destroyed, but can be interrupted.
	 */
	static class SlowBean implements DisposableBean {

		@Override
		public void destroy() throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

	/**
	 * A lifecycle bean in whose stop method Spring stays.
	 */
	static class StubbornLifecycle implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			Hang.forever();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	/**
	 * A lifecycle bean that never says that it has stopped.
	 */
	static class SilentLifecycle implements SmartLifecycle {

		private final int phase;

		private volatile boolean running;

		SilentLifecycle(int phase) {
			this.phase = phase;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			// Spring calls the other method
		}

		@Override
		public void stop(Runnable callback) {
			// Never called back
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
