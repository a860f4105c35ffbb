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

package io.github.gracefulshutdown.integration.messaging;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.test.process.ServiceProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts an application three times while it works on 1,000 messages, the third time
 * within a message that takes long. Some messages are there from the beginning, the
 * others come one by one.
 *
 * @param broker the broker
 * @param directory where the processes run
 * @param slow how long the slow message takes
 * @param more further arguments of the application
 */
record RestartCheck(Broker broker, Path directory, Duration slow, List<String> more) {

	private static final int MESSAGES = 1000;

	private static final int BACKLOG = 400;

	/**
	 * More than can be taken before a signal arrives, and less than there is to take.
	 */
	private static final int LATE = 150;

	private static final Duration WORK = Duration.ofMillis(5);

	private static final Duration INTERVAL = Duration.ofMillis(8);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern STARTED = Pattern.compile("Started ListenerApplication in ");

	void run() throws Exception {
		IntStream.range(0, BACKLOG).forEach(this::send);
		CompletableFuture<Void> rest = CompletableFuture.runAsync(this::sendRest);
		Ledger ledger = ledger();
		for (int restart = 1; restart <= 2; restart++) {
			int count = restart * MESSAGES / 5;
			stopAfter(() -> ledger.awaitEnded(count));
			assertThat(ledger.ended()).as("stopped in the middle").hasSizeLessThan(MESSAGES);
		}
		stopAfter(() -> {
			this.broker.send(new Message("slow", this.slow));
			ledger.awaitBegun("slow");
		});
		assertThat(ledger.ended()).as("finished before the end of the process").contains("slow");
		stopAfter(() -> {
			rest.join();
			ledger.awaitEnded(MESSAGES + 1);
		});
		assertThat(ledger.ended()).as("none twice").doesNotHaveDuplicates();
		assertThat(ledger.begun()).as("none begun twice").doesNotHaveDuplicates();
		assertThat(new HashSet<>(ledger.ended())).as("all").isEqualTo(ids());
	}

	private void stopAfter(Runnable condition) throws Exception {
		try (ServiceProcess process = start()) {
			condition.run();
			int begun = ledger().begun().size();
			process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isZero();
			assertThat(process.output().containing("Shutting down after SIGTERM")).singleElement()
				.asString()
				.contains("active jobs: 1.");
			assertThat(process.output().containing("Shutdown CLEAN")).singleElement()
				.asString()
				.contains("jobs completed 1, interrupted 0");
			assertThat(ledger().begun().size() - begun).as("taken after the signal").isLessThan(LATE);
		}
	}

	private ServiceProcess start() throws IOException, InterruptedException {
		ServiceProcess process = ListenerApplication.launcher(this.directory)
			.with(this.broker.arguments().toArray(String[]::new))
			.with(this.more.toArray(String[]::new))
			.with("--ledger=" + ledger().file(), "--spring.artemis.embedded.enabled=false")
			.start();
		assertThat(process.output().await(STARTED, TIMEOUT)).as(() -> process.output().toString()).isPresent();
		return process;
	}

	private Ledger ledger() {
		return new Ledger(this.directory.resolve("ledger.txt").toAbsolutePath());
	}

	private void send(int number) {
		this.broker.send(new Message(String.valueOf(number), WORK));
	}

	private void sendRest() {
		long begin = System.nanoTime();
		for (int i = BACKLOG; i < MESSAGES; i++) {
			long due = begin + (i - BACKLOG) * INTERVAL.toNanos();
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			send(i);
		}
	}

	private static Set<String> ids() {
		Set<String> ids = new HashSet<>(IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
		ids.add("slow");
		return ids;
	}

}
