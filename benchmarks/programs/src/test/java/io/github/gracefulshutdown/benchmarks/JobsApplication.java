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

package io.github.gracefulshutdown.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with many jobs at the same time, on virtual threads where there are any.
 * It says when the last one has ended, and when the drain was over.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class JobsApplication {

	private final AtomicLong lastEnd = new AtomicLong();

	private final JobTracker tracker;

	JobsApplication(JobTracker tracker) {
		this.tracker = tracker;
	}

	public static void main(String[] args) {
		SpringApplication.run(JobsApplication.class, args);
	}

	@GetMapping("/jobs")
	int jobs(@RequestParam int count, @RequestParam long ms) throws InterruptedException {
		// No bean, so that each job counts once
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("job-");
		threads.setVirtualThreads(Runtime.version().feature() >= 21);
		CountDownLatch started = new CountDownLatch(count);
		AtomicInteger left = new AtomicInteger(count);
		for (int i = 0; i < count; i++) {
			String id = Integer.toString(i);
			threads.execute(() -> work(id, ms, started, left));
		}
		started.await();
		return count;
	}

	private void work(String id, long ms, CountDownLatch started, AtomicInteger left) {
		try (Job job = this.tracker.start("job", id)) {
			job.onInterrupted(() -> {
			});
			started.countDown();
			new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
			if (left.decrementAndGet() == 0) {
				this.lastEnd.set(System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@EventListener
	void stateChanged(ShutdownStateChangedEvent event) {
		if (event.to() == ShutdownState.STOPPING) {
			long now = System.nanoTime();
			System.out.println("drained after %d ns".formatted(now - this.lastEnd.get()));
		}
	}

}
