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

package io.github.gracefulshutdown.metrics;

import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import io.github.gracefulshutdown.fixture.TestHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LastScrape} on a real management port.
 */
@Timeout(60)
class LastScrapeTests {

	@Test
	void drainEndsWithTheScrapeOfItsFinalNumbers() throws Exception {
		try (TestApplication application = start()) {
			RawClient request = application.sendGated("/text", "gate");
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			scrape(application);
			application.clock().skip();
			application.awaitDrain();
			assertThat(scrape(application).body()).contains("graceful_shutdown_requests_active 1.0");
			application.gates().open("gate");
			request.read();
			await().until(() -> application.bean(LastScrape.class).isExpected());
			assertThat(application.connect("local.management.port").get("/actuator/shutdown-status").body())
				.contains("\"state\":\"DRAINING\"");
			assertThat(quiesced).isNotDone();
			assertThat(scrape(application).body()).contains("graceful_shutdown_requests_total{outcome=\"served\"} 1.0");
			application.awaitEnd(quiesced);
			assertThat(log(application).events("last-scrape")).hasSize(1);
		}
	}

	@Test
	void lastScrapeThatNeverComesIsAWarning() throws Exception {
		try (TestApplication application = start("graceful-shutdown.timeout=2s", "graceful-shutdown.drain.timeout=1s",
				"graceful-shutdown.lame-duck.min-duration=0s", "graceful-shutdown.drain.interrupt-window=0s")) {
			application.shutdown().quiesce(Type.SIGTERM);
			assertThat(log(application).events("last-scrape-missed")).singleElement().satisfies((event) -> {
				assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
				assertThat(event.text()).contains("graceful-shutdown.metrics.await-scrape");
			});
			assertThat(log(application).events("callback-failed")).isEmpty();
		}
	}

	@Test
	void nobodyIsWaitedForAfterCtrlC() throws Exception {
		try (TestApplication application = start()) {
			application.shutdown().quiesce(Type.SIGINT);
			assertThat(log(application).events("last-scrape")).isEmpty();
			assertThat(log(application).events("last-scrape-missed")).isEmpty();
		}
	}

	private static TestApplication start(String... properties) {
		String[] all = new String[properties.length + 2];
		all[0] = "management.server.port=0";
		all[1] = "graceful-shutdown.metrics.await-scrape=true";
		System.arraycopy(properties, 0, all, 2, properties.length);
		return TestApplication.start(Application.class, all);
	}

	private static RawResponse scrape(TestApplication application) throws Exception {
		RawResponse response = application.connect("local.management.port").get("/actuator/prometheus");
		assertThat(response.status()).isEqualTo(200);
		return response;
	}

	private static RecordingLog log(TestApplication application) {
		return application.bean(RecordingLog.class);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TestHandlers.class)
	static class Application {

		@Bean
		RecordingLog recordingLog() {
			return new RecordingLog();
		}

	}

}
