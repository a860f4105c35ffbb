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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.sample.queue.OrderStream;
import io.github.gracefulshutdown.sample.queue.QueueDatabase;
import io.github.gracefulshutdown.sample.queue.QueueProcess;

/**
 * Whether every order that was acknowledged is fulfilled exactly once, while the process
 * is stopped or killed again and again.
 */
public final class JobRestarts {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private JobRestarts() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --restarts}, {@code --kill-every} (0 for never) and
	 * {@code --seed}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--restarts", "--kill-every", "--seed");
		int seed = options.number("--seed", (int) (System.nanoTime() & 0xFFFFFF));
		System.out.println("JobRestarts: orders that arrive while the sample is restarted, seed " + seed);
		System.setProperty("sample.jar", sampleJar().toString());
		boolean passed;
		try (Scratch scratch = new Scratch()) {
			passed = run(scratch.directory(), new Random(seed), options.number("--restarts", 200),
					options.number("--kill-every", 0));
		}
		System.exit(passed ? 0 : 1);
	}

	private static boolean run(Path directory, Random random, int restarts, int killEvery) throws Exception {
		QueueDatabase content = new QueueDatabase("jdbc:h2:file:" + directory.resolve("orders") + ";IFEXISTS=TRUE");
		boolean passed = true;
		int killed = 0;
		try (QueueProcess process = new QueueProcess(SampleLauncher.of(directory, "orders"), random).start();
				OrderStream orders = new OrderStream(process::port, random)) {
			for (int restart = 1; restart <= restarts; restart++) {
				passed &= process.work();
				if (killEvery > 0 && restart % killEvery == 0) {
					process.kill();
					killed++;
				}
				else {
					passed &= isExplained(process.stop(), content, restart);
				}
				process.start();
			}
			awaitEmpty(process, orders);
			process.stop();
			System.out.printf("%d restarts with SIGTERM, %d with SIGKILL%n", restarts - killed, killed);
			System.out.printf("jobs completed after a signal %d, interrupted %d, taken too late %d, handed back %d%n",
					process.completed(), process.interrupted(), process.refused(), content.handedBack());
			passed &= content.handedBack() == process.handedBack();
			return passed & isComplete(content, orders.acknowledged());
		}
	}

	private static boolean isExplained(QueueProcess.Stop stop, QueueDatabase content, int restart) throws Exception {
		int expected = (stop.cut() > 0) ? 1 : 0;
		long left = content.taken("order-service");
		if (stop.exitCode() == expected && left == 0) {
			return true;
		}
		System.out.printf("restart %d: exit code %d instead of %d, %d jobs not handed back%n%s%n", restart,
				stop.exitCode(), expected, left, stop.log());
		return false;
	}

	private static void awaitEmpty(QueueProcess process, OrderStream orders) throws Exception {
		orders.close();
		long until = System.nanoTime() + PATIENCE.toNanos();
		while (process.waiting() > 0 && System.nanoTime() - until < 0) {
			new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
		}
	}

	private static boolean isComplete(QueueDatabase content, Set<Long> acknowledged) throws Exception {
		List<Long> fulfilled = content.fulfilled();
		Set<Long> once = new HashSet<>(fulfilled);
		Set<Long> lost = new HashSet<>(acknowledged);
		lost.removeAll(once);
		System.out.printf("orders acknowledged %d, in the database %d, fulfilled %d, lost %d, doubled %d%n",
				acknowledged.size(), content.orders().size(), once.size(), lost.size(), fulfilled.size() - once.size());
		return lost.isEmpty() && fulfilled.size() == once.size() && once.size() == content.orders().size();
	}

	static Path sampleJar() throws IOException {
		Path target = Service.STARTER.module().resolveSibling("../sample-app/target").normalize();
		try (Stream<Path> files = Files.list(target)) {
			return files.filter((file) -> file.getFileName().toString().matches("sample-app-.*(?<!-tests)\\.jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("No archive in " + target));
		}
	}

}
