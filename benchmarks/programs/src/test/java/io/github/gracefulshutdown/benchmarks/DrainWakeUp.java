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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * How long the drain goes on after the last request is done. Compares times of two
 * processes, which on Linux have the same clock.
 */
public final class DrainWakeUp {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final double BAR_MILLIS = 5;

	private static final Pattern READY = Pattern.compile("ready at (\\d+)");

	private static final Pattern DRAINED = Pattern.compile("entered STOPPING at (\\d+)");

	private final List<Double> sinceHandler = new ArrayList<>();

	private final List<Double> sinceLastByte = new ArrayList<>();

	private final List<Double> exitOfStarter = new ArrayList<>();

	private final List<Double> exitOfPlain = new ArrayList<>();

	private DrainWakeUp() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --runs}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		int runs = Options.parse(arguments, "--runs").number("--runs", 10);
		DrainWakeUp program = new DrainWakeUp();
		System.out
			.println("DrainWakeUp: a request in flight at SIGTERM, last request done to drain over, milliseconds");
		for (int run = 1; run <= runs; run++) {
			// Each time at another moment of whatever might be polled
			for (String path : List.of("/wait", "/wait-async")) {
				program.runStarter(run, path + "?ms=" + (600 + 17 * run));
			}
			program.runPlain("/wait?ms=" + (600 + 17 * run));
		}
		System.exit(program.conclude());
	}

	private void runStarter(int run, String target) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess process = start(Service.STARTER.launcher(scratch.directory())
					.with("--spring.main.sources=io.github.gracefulshutdown.benchmarks.states.StateTimes"))) {
			Answer answer = stop(process, target);
			long drained = Long.parseLong(process.output()
				.await(DRAINED, Duration.ZERO)
				.orElseThrow(() -> new IllegalStateException("No drain:\n" + process.output()))
				.group(1));
			this.sinceHandler.add((drained - answer.readyAt()) / 1e6);
			this.sinceLastByte.add((drained - answer.lastByteAt()) / 1e6);
			this.exitOfStarter.add((process.exitedAt().join() - answer.lastByteAt()) / 1e6);
			System.out.printf(Locale.ROOT, "run %3d   %-22s   since its handler %8.2f   since its last byte %8.2f%n",
					run, target, (drained - answer.readyAt()) / 1e6, (drained - answer.lastByteAt()) / 1e6);
		}
	}

	private void runPlain(String target) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess process = start(Service.PLAIN.launcher(scratch.directory()))) {
			Answer answer = stop(process, target);
			this.exitOfPlain.add((process.exitedAt().join() - answer.lastByteAt()) / 1e6);
		}
	}

	private static ServiceProcess start(ServiceLauncher launcher) throws Exception {
		return launcher.start().awaitReady();
	}

	private static Answer stop(ServiceProcess process, String target) throws Exception {
		Requests.use(process, target.replaceFirst("=\\d+", "=1"));
		try (RawConnection connection = RawConnection.open(process.port(), Requests.TIMEOUT)) {
			connection.send(RawRequest.get(target));
			Requests.rest(process, Duration.ofMillis(300));
			process.terminate();
			RawResponse response = connection.receive(Requests.TIMEOUT);
			long lastByteAt = System.nanoTime();
			process.awaitExit(TIMEOUT);
			Matcher ready = READY.matcher(response.text());
			if (response.status() != 200 || !ready.find()) {
				throw new IllegalStateException("No answer but " + response);
			}
			return new Answer(Long.parseLong(ready.group(1)), lastByteAt);
		}
	}

	private int conclude() {
		Distribution lastByte = Distribution.of(this.sinceLastByte);
		boolean passed = lastByte.median() < BAR_MILLIS;
		System.out.println("starter, end of handler to drain over   " + Distribution.of(this.sinceHandler).format(2));
		System.out.println("starter, last byte read to drain over   " + lastByte.format(2));
		System.out.println("starter, last byte read to exit         " + Distribution.of(this.exitOfStarter).format(1));
		System.out.println("plain, last byte read to exit           " + Distribution.of(this.exitOfPlain).format(1));
		System.out.printf(Locale.ROOT, "median from the last byte: %.2f ms, bar: under %.0f ms: %s%n",
				lastByte.median(), BAR_MILLIS, passed ? "passed" : "MISSED");
		return passed ? 0 : 1;
	}

	/**
	 * When a request was done.
	 *
	 * @param readyAt when its handler had the answer
	 * @param lastByteAt when the client had read all of it
	 */
	private record Answer(long readyAt, long lastByteAt) {
	}

}
