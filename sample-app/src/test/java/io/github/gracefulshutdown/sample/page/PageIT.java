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

package io.github.gracefulshutdown.sample.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.gracefulshutdown.sample.deploy.ServerProgram;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody sees who opens {@code /actuator/shutdown-status}, on a desk and on a
 * phone. The pictures in {@code docs/images} are made here, in {@code target}.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class PageIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Path PICTURES = Path.of("target/pictures");

	private static final int PHONE = 360;

	private static final int DESK = 1000;

	@TempDir
	private Path directory;

	@BeforeAll
	static void lookForBrowser() {
		ServerProgram.lookFor(Browser.PROGRAM, "CHROMIUM_REQUIRED", "chromium-driver");
	}

	@Test
	void showsWhatHappensInEachSituation() throws Exception {
		try (Browser browser = browser()) {
			try (ServiceProcess first = start("order-service");
					RawConnection active = begin(first, "/report?ms=40000")) {
				browser.open(page(first));
				assertThat(browser.title()).isEqualTo("order-service: RUNNING");
				assertThat(browser.text()).contains("Nothing. The service runs.", "GET /report");
				assertIsAllToBeSeen(browser, "running");
				first.terminate();
				assertFollowsTheShutdown(browser, page(first));
				assertThat(active.receive(TIMEOUT).status()).isEqualTo(200);
				assertThat(first.awaitExit(TIMEOUT)).isZero();
			}
			try (ServiceProcess afterClean = start("order-service")) {
				afterClean.signal("KILL");
				afterClean.awaitExit(TIMEOUT);
			}
			try (ServiceProcess afterKill = start("order-service");
					RawConnection active = begin(afterKill, "/report?ms=60000")) {
				browser.open(page(afterKill));
				assertThat(browser.text()).contains("The process before", "KILLED", "Last sign of life", "OOMKilled");
				assertIsAllToBeSeen(browser, "after-kill");
				haltInDrain(afterKill);
				assertThat(active).isNotNull();
			}
			browser.open(lastReport().toUri().toString());
			assertThat(browser.title()).isEqualTo("order-service: FORCED");
			assertThat(browser.texts(".timeline li")).isNotEmpty();
			assertIsAllToBeSeen(browser, "forced");
		}
	}

	@Test
	void nothingThatComesFromOutsideIsExecutedOrSticksOut() throws Exception {
		String hostile = "<img src=x onerror=window.injected=1><script>window.injected=1</script>";
		String path = "/report;" + "x=%3Cscript%3Ewindow.injected=1%3E'x'=" + "x".repeat(3000) + "?ms=60000";
		try (Browser browser = browser();
				ServiceProcess process = start(hostile);
				RawConnection active = begin(process, path)) {
			process.signal("INT");
			Awaitility.await().atMost(TIMEOUT).until(() -> {
				browser.open(page(process));
				return browser.title().endsWith(": DRAINING");
			});
			assertThat(browser.title()).startsWith(hostile);
			assertThat(browser.text()).contains(hostile, "GET /report;", "What it waits for");
			assertThat(browser.evaluate("window.injected === undefined && document.images.length === 0"))
				.isEqualTo(true);
			assertThat(browser.evaluate("performance.getEntriesByType('resource').length")).isEqualTo(0L);
			assertThat(browser.onScreen(PHONE, "light").cutOff()).isEmpty();
			assertThat(active).isNotNull();
		}
	}

	// Without a hand of its user
	private static void assertFollowsTheShutdown(Browser browser, String page) throws IOException {
		browser.onScreen(DESK, "light");
		Awaitility.await().atMost(TIMEOUT).until(() -> {
			browser.open(page);
			return browser.title().endsWith(": LAME_DUCK");
		});
		Awaitility.await().atMost(TIMEOUT).until(() -> browser.title().endsWith(": DRAINING"));
		assertThat(browser.texts(".timeline li")).anySatisfy((bar) -> assertThat(bar).startsWith("LAME_DUCK"))
			.anySatisfy((bar) -> assertThat(bar).startsWith("DRAINING"));
		assertThat(browser.text()).contains("What it waits for", "request GET /report", "OrderController.report");
		assertIsAllToBeSeen(browser, "draining");
	}

	private static void assertIsAllToBeSeen(Browser browser, String name) throws IOException {
		browser.onScreen(DESK, "light");
		assertThat(browser.cutOff()).isEmpty();
		assertThat(browser.background()).isEqualTo("rgb(246, 247, 249)");
		browser.keepScreenshot(PICTURES.resolve(name + ".png"));
		browser.onScreen(PHONE, "dark");
		assertThat(browser.cutOff()).isEmpty();
		assertThat(browser.background()).isEqualTo("rgb(20, 24, 28)");
		browser.keepScreenshot(PICTURES.resolve(name + "-phone.png"));
	}

	private static void haltInDrain(ServiceProcess process) throws Exception {
		process.signal("INT");
		awaitStatus(process, "DRAINING");
		process.signal("INT");
		assertThat(process.awaitExit(TIMEOUT)).isEqualTo(130);
	}

	private static RawConnection begin(ServiceProcess process, String target) throws Exception {
		RawConnection connection = RawConnection.open(process.port(), TIMEOUT);
		connection.send(RawRequest.get(target));
		awaitStatus(process, "\"requests\":{\"active\":1");
		return connection;
	}

	private static void awaitStatus(ServiceProcess process, String part) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> RawConnection
				.exchangeOnce(process.managementPort(), RawRequest.get("/actuator/shutdown-status"), TIMEOUT)
				.text()
				.contains(part));
	}

	private static String page(ServiceProcess process) throws InterruptedException {
		return "http://127.0.0.1:%d/actuator/shutdown-status".formatted(process.managementPort());
	}

	private Path lastReport() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("reports"))) {
			List<Path> reports = files.filter((file) -> file.toString().endsWith(".html")).sorted().toList();
			return reports.get(reports.size() - 1);
		}
	}

	private Browser browser() throws IOException {
		return new Browser(Files.createDirectory(this.directory.resolve("browser")));
	}

	private ServiceProcess start(String name) throws Exception {
		return SampleLauncher.of(this.directory, "orders")
			.with("--spring.application.name=" + name, "--management.server.port=0",
					"--graceful-shutdown.platform-grace-period=60s", "--graceful-shutdown.lame-duck.min-duration=8s",
					"--graceful-shutdown.lame-duck.quiet-period=0s",
					"--graceful-shutdown.report.directory=" + this.directory.resolve("reports"))
			.start()
			.awaitReady();
	}

}
