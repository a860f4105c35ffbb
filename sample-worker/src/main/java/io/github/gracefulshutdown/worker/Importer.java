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

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.ShutdownInProgressException;
import io.github.gracefulshutdown.ShutdownSignal;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Polls for files and imports them, each as a job. The last one is so large that it is
 * still at work when a shutdown begins.
 */
@Component
class Importer implements ApplicationRunner {

	private static final int FILES = 5;

	private final Queue<Integer> files = new ConcurrentLinkedQueue<>(IntStream.rangeClosed(1, FILES).boxed().toList());

	private final JobTracker tracker;

	private final ShutdownSignal shutdown;

	private final Exporter exporter;

	private final Work work;

	Importer(JobTracker tracker, ShutdownSignal shutdown, Exporter exporter, Work work) {
		this.tracker = tracker;
		this.shutdown = shutdown;
		this.exporter = exporter;
		this.work = work;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Thread thread = new Thread(this::poll, "importer");
		thread.setDaemon(true);
		thread.start();
	}

	private void poll() {
		try {
			while (!this.shutdown.isRequested()) {
				Integer file = this.files.poll();
				if (file == null) {
					this.shutdown.await(Duration.ofSeconds(1));
				}
				else {
					importFile(file);
				}
			}
			System.out.println("The loop ended");
		}
		catch (InterruptedException ex) {
			// The time is over, and the file is handed back
		}
	}

	private void importFile(int file) throws InterruptedException {
		try (Job job = this.tracker.start("import", Integer.toString(file))) {
			job.onInterrupted(() -> handBack(file));
			this.exporter.export(file);
			if (file == FILES) {
				this.work.run("import " + file);
			}
		}
		catch (ShutdownInProgressException ex) {
			handBack(file);
		}
	}

	private void handBack(int file) {
		this.files.add(file);
		System.out.println("Handed back import " + file);
	}

}
