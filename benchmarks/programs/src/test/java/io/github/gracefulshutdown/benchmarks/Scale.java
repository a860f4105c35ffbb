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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;

/**
 * What status, page and drain cost as there is more and more active work.
 */
public final class Scale {

	private static final Duration TIMEOUT = Duration.ofMinutes(3);

	private static final int SAMPLES = 7;

	private static final int REQUESTS = 4000;

	private static final double STATUS_BAR = 50;

	private static final double PAGE_BAR = 300;

	private static final double PAGE_SIZE_BAR = 200 * 1024;

	private static final double DRAIN_BAR = 20;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, Row> rows = new HashMap<>();

	private final List<String> missed = new ArrayList<>();

	private Scale() {
	}

	/**
	 * Run the program.
	 * @param arguments {@code --kinds} and {@code --counts}
	 * @throws Exception if it cannot measure
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(arguments, "--kinds", "--counts");
		System.out.println("Scale: milliseconds; the first of " + SAMPLES + " answers is that of a virtual machine that"
				+ " has not done it before, and is left out");
		System.out.println("| active | another request, median | status, median | max | page, median | max | KB"
				+ " | last end to drain over | end asked for to drain over |");
		System.out.println("|---|---|---|---|---|---|---|---|---|");
		Scale scale = new Scale();
		for (String kind : options.list("--kinds", "requests,streams,jobs")) {
			for (String count : options.list("--counts", "10,1000,10000,50000")) {
				scale.run(kind, Integer.parseInt(count));
			}
		}
		scale.missed.forEach((missed) -> System.out.println("MISSED: " + missed));
		System.exit(scale.missed.isEmpty() ? 0 : 1);
	}

	private void run(String kind, int count) throws Exception {
		try (Scratch scratch = new Scratch();
				ServiceProcess process = start(scratch);
				RawConnection control = RawConnection.open(process.port(), TIMEOUT)) {
			ManyRequests requests = new ManyRequests(process.port());
			begin(kind, count, process, control, requests);
			double request = another(control);
			if (!kind.equals("streams")) {
				// Streams are told to end as the drain begins
				process.terminate();
				awaitStatus(process, "\"state\":\"DRAINING\"");
			}
			List<Double> statuses = measure(process, "application/json", new ArrayList<>());
			List<Double> sizes = new ArrayList<>();
			List<Double> pages = measure(process, "text/html", sizes);
			long askedAt = System.nanoTime();
			if (kind.equals("streams")) {
				process.terminate();
			}
			else {
				control.exchange(RawRequest.post("/release", ""), TIMEOUT);
			}
			long ended = requests.awaitAnswers();
			process.awaitExit(TIMEOUT);
			ended = kind.equals("jobs") ? time(process, "released at (\\d+)") : ended;
			long drained = time(process, "entered STOPPING at (\\d+)");
			Row row = new Row(count, request, Distribution.of(statuses), Distribution.of(pages),
					Distribution.of(sizes).max(), (drained - ended) / 1e6, (drained - askedAt) / 1e6);
			report(kind, row);
		}
	}

	private void begin(String kind, int count, ServiceProcess process, RawConnection control, ManyRequests requests)
			throws Exception {
		if (kind.equals("jobs")) {
			control.exchange(RawRequest.post("/jobs?count=" + count, ""), TIMEOUT);
			awaitStatus(process, "\"jobs\":{\"active\":" + count + ",");
			return;
		}
		requests.send("/" + kind, count);
		awaitStatus(process, "\"requests\":{\"active\":" + count + ",");
	}

	private static ServiceProcess start(Scratch scratch) throws Exception {
		return ServiceLauncher.of(ScaleApplication.class, scratch.directory(), "scale")
			.withJvmOptions("-Xmx8g")
			.with("--server.http2.enabled=true", "--server.tomcat.max-keep-alive-requests=-1",
					"--management.server.port=0", "--management.endpoints.web.exposure.include=health,shutdown-status",
					"--management.endpoint.health.probes.enabled=true", "--graceful-shutdown.platform-grace-period=10m",
					"--graceful-shutdown.status.show-details=always")
			.start()
			.awaitReady();
	}

	private void awaitStatus(ServiceProcess process, String part) throws Exception {
		long until = System.nanoTime() + TIMEOUT.toNanos();
		while (!status(process, "application/json").body().contains(part)) {
			if (System.nanoTime() - until > 0) {
				throw new IllegalStateException(
						"Never " + part + ", but " + status(process, "application/json").body());
			}
		}
	}

	private List<Double> measure(ServiceProcess process, String type, List<Double> sizes) throws Exception {
		List<Double> times = new ArrayList<>();
		for (int i = 0; i < SAMPLES; i++) {
			long start = System.nanoTime();
			HttpResponse<String> response = status(process, type);
			double millis = (System.nanoTime() - start) / 1e6;
			if (response.statusCode() != 200) {
				throw new IllegalStateException("No status but " + response);
			}
			if (i > 0) {
				times.add(millis);
				sizes.add((double) response.body().length());
			}
		}
		return times;
	}

	private HttpResponse<String> status(ServiceProcess process, String type) throws Exception {
		URI uri = URI.create("http://localhost:%d/actuator/shutdown-status".formatted(process.managementPort()));
		HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", type).timeout(TIMEOUT).build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static long time(ServiceProcess process, String pattern) throws Exception {
		return Long.parseLong(process.output()
			.await(Pattern.compile(pattern), Duration.ofSeconds(1))
			.orElseThrow(() -> new IllegalStateException("No " + pattern + ":\n" + process.output()))
			.group(1));
	}

	// What the hot path costs does not depend on what is active
	private static double another(RawConnection control) throws Exception {
		List<Double> times = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			long start = System.nanoTime();
			control.exchange(RawRequest.get("/hello"), TIMEOUT);
			if (i > REQUESTS / 2) {
				times.add((System.nanoTime() - start) / 1e6);
			}
		}
		return Distribution.of(times).median();
	}

	private void report(String kind, Row row) {
		System.out.printf(Locale.ROOT, "| %d %s | %.3f | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.0f |%n",
				row.count(), kind, row.request(), row.status().median(), row.status().max(), row.page().median(),
				row.page().max(), row.pageSize() / 1024, row.wakeUp(), row.drain());
		String active = row.count() + " " + kind;
		check(active, "median of the status", row.status().median(), STATUS_BAR);
		check(active, "median of the page", row.page().median(), PAGE_BAR);
		check(active, "bytes of the page", row.pageSize(), PAGE_SIZE_BAR);
		check(active, "last end to drain over", row.wakeUp(), DRAIN_BAR);
		Row less = this.rows.put(kind, row);
		if (less != null) {
			double growth = (double) row.count() / less.count();
			check(active, "growth of the status", row.status().median() / less.status().median(), growth);
			check(active, "growth of the page", row.page().median() / less.page().median(), growth);
			check(active, "growth of the drain", row.drain() / less.drain(), growth);
		}
	}

	private void check(String active, String what, double value, double bar) {
		if (value > bar) {
			this.missed.add("%s with %s: %.1f, bar %.0f".formatted(what, active, value, bar));
		}
	}

	/**
	 * What was measured with so much active work, in milliseconds and bytes.
	 */
	private record Row(int count, double request, Distribution status, Distribution page, double pageSize,
			double wakeUp, double drain) {

	}

}
