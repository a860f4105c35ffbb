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

package io.github.gracefulshutdown.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application that does its work in a runner, and may end itself after it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BatchApplication {

	public static void main(String[] args) {
		SpringApplication.run(BatchApplication.class, args);
	}

	@Bean
	Batch batch(ApplicationContext context, @Value("${batch.milliseconds}") int milliseconds,
			@Value("${batch.exit:-1}") int exitCode) {
		return new Batch(context, milliseconds, exitCode);
	}

	/**
	 * Works for a while.
	 *
	 * @param context the application
	 * @param milliseconds for how long, or -1 for ever
	 * @param exitCode with what to end the process, or -1 for not
	 */
	record Batch(ApplicationContext context, int milliseconds, int exitCode) implements CommandLineRunner {

		@Override
		public void run(String... args) throws InterruptedException {
			System.out.println("Began the batch");
			CountDownLatch never = new CountDownLatch(1);
			if (this.milliseconds < 0) {
				sayWhenWaiting(Thread.currentThread());
				never.await();
			}
			if (never.await(this.milliseconds, TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("Nobody counts");
			}
			System.out.println("Ended the batch");
			if (this.exitCode >= 0) {
				System.exit(SpringApplication.exit(this.context, () -> this.exitCode));
			}
		}

		private static void sayWhenWaiting(Thread runner) {
			Thread observer = new Thread(() -> {
				for (int i = 0; i < 3000 && runner.getState() != Thread.State.WAITING; i++) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
				}
				System.out.println("Waits for ever");
			});
			observer.setDaemon(true);
			observer.start();
		}

	}

}
