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

package io.github.gracefulshutdown.sample;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.ShutdownInProgressException;
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.sample.FulfilmentQueue.FulfilmentJob;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Fulfils orders, one after the other on each of its threads. At a shutdown it takes no
 * more, ends what it has taken, and hands back what does not end in time.
 */
@Component
class FulfilmentWorker implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(FulfilmentWorker.class);

	private static final int THREADS = 3;

	private final FulfilmentQueue queue;

	private final JobTracker tracker;

	private final ShutdownSignal shutdown;

	FulfilmentWorker(FulfilmentQueue queue, JobTracker tracker, ShutdownSignal shutdown) {
		this.queue = queue;
		this.tracker = tracker;
		this.shutdown = shutdown;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		for (int i = 1; i <= THREADS; i++) {
			Thread thread = new Thread(this::work, "fulfilment-" + i);
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void work() {
		try {
			while (!this.shutdown.isRequested()) {
				fulfilNext();
			}
		}
		catch (InterruptedException ex) {
			// The time is over, and the job is handed back
		}
	}

	private void fulfilNext() throws InterruptedException {
		try {
			Optional<FulfilmentJob> next = this.queue.take();
			if (next.isPresent()) {
				fulfil(next.get());
			}
			else {
				this.shutdown.await(Duration.ofMillis(200));
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The queue does not answer", ex);
			this.shutdown.await(Duration.ofSeconds(1));
		}
	}

	private void fulfil(FulfilmentJob order) throws InterruptedException {
		try (Job job = this.tracker.start("fulfilment", Long.toString(order.orderId()))) {
			job.onInterrupted(() -> handBack(order));
			pack(order);
			this.queue.complete(order);
		}
		catch (ShutdownInProgressException ex) {
			logger.info("Taken too late: order " + order.orderId());
			handBack(order);
		}
		catch (DataAccessException | TransactionException ex) {
			handBack(order);
			throw ex;
		}
	}

	private void handBack(FulfilmentJob order) {
		boolean open = this.queue.handBack(order);
		logger.info(
				(open ? "Left for another process: order " : "Fulfilled at the last moment: order ") + order.orderId());
	}

	// The work: it takes as long as the order says
	private static void pack(FulfilmentJob order) throws InterruptedException {
		new CountDownLatch(1).await(order.workMs(), TimeUnit.MILLISECONDS);
	}

	@Scheduled(initialDelay = 1, fixedRate = 1, timeUnit = TimeUnit.MINUTES)
	void report() {
		logger.info("Orders that wait for fulfilment: " + this.queue.waiting());
	}

}
