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

package io.github.gracefulshutdown.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.RecordingLog;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownReport.HandBack;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.report.ServiceInstance;
import io.github.gracefulshutdown.webhook.Webhook.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Webhook}, with a real server.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class WebhookTests {

	private static final JsonMapper json = JsonMapper.builder().build();

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final RecordingLog log = new RecordingLog();

	@Test
	void postsWhatWasLeftUndone() throws Exception {
		try (HookServer server = new HookServer()) {
			write(server.url("", "/hook?a=b"), When.INCOMPLETE, incomplete(1));
			assertThat(server.posts()).singleElement().satisfies((post) -> {
				assertThat(post.line()).isEqualTo("POST /hook?a=b");
				assertThat(post.headers().getFirst("Content-Type")).isEqualTo("application/json");
				JsonNode body = json.readTree(post.body());
				assertThat(body.get("service").asString()).isEqualTo("orders");
				assertThat(body.get("instance").asString()).isEqualTo("host/1");
				assertThat(body.get("trigger").asString()).isEqualTo("SIGTERM");
				assertThat(body.get("outcome").asString()).isEqualTo("INCOMPLETE");
				assertThat(body.get("duration").asString()).isEqualTo("PT12S");
				assertThat(body.get("summary").asString()).isEqualTo("the summary");
				assertThat(body.at("/requests/unfinished/0/path").asString()).isEqualTo("/slow/0");
				assertThat(body.at("/jobs/unfinished/0/id").asString()).isEqualTo("0");
				assertThat(body.at("/jobs/unfinished/0/handBack").asString()).isEqualTo("FAILURE");
				assertThat(body.at("/tasks/0/task").asString()).isEqualTo("hang");
				assertThat(body.at("/tasks").size()).isEqualTo(1);
			});
			assertThat(this.log.events()).isEmpty();
		}
	}

	@Test
	void bodyIsAsItsSchemaSays() throws Exception {
		JsonNode schema = json.readTree(Files.readString(Path.of("../docs/report.schema.json")));
		for (ShutdownReport report : List.of(incomplete(250), clean())) {
			try (HookServer server = new HookServer()) {
				write(server.url("", "/"), When.ALWAYS, report);
				JsonNode body = json.readTree(server.posts().get(0).body());
				Schema.validate(schema, body, "body");
				assertThat(body.at("/jobs/interrupted").asInt()).isEqualTo(report.jobs().interrupted().size());
			}
		}
	}

	@Test
	void exampleOfTheGuideIsAsTheSchemaSays() throws Exception {
		JsonNode schema = json.readTree(Files.readString(Path.of("../docs/report.schema.json")));
		String guide = Files.readString(Path.of("../docs/webhook.md"));
		String example = guide.substring(guide.indexOf("```json") + 7);
		Schema.validate(schema, json.readTree(example.substring(0, example.indexOf("```"))), "example");
	}

	@Test
	void cleanShutdownIsToldOnlyIfWanted() throws Exception {
		try (HookServer server = new HookServer()) {
			write(server.url("", "/"), When.INCOMPLETE, clean());
			assertThat(server.posts()).isEmpty();
			write(server.url("", "/"), When.ALWAYS, clean());
			assertThat(server.posts()).hasSize(1);
		}
	}

	@Test
	void secretsAreSentAndNeverLogged(CapturedOutput output) throws Exception {
		try (HookServer server = new HookServer(400)) {
			String url = server.url("us%40er:se%3Acret@", "/hook?token=hidden");
			Webhook webhook = new Webhook(new WebhookTarget(url, Map.of("X-Key", "topsecret")), TIMEOUT, When.ALWAYS,
					new ServiceInstance("orders", "host/1"), this.log);
			webhook.write(clean(), List.of());
			assertThat(server.posts()).singleElement().satisfies((post) -> {
				assertThat(post.headers().getFirst("Authorization")).isEqualTo("Basic "
						+ Base64.getEncoder().encodeToString("us@er:se:cret".getBytes(StandardCharsets.UTF_8)));
				assertThat(post.headers().getFirst("X-Key")).isEqualTo("topsecret");
			});
			assertThat(this.log.events("webhook-failed")).hasSize(1);
			assertThat(output).contains(server.url("", "") + " was not told")
				.doesNotContain("cret", "us@er", "us%40er", "/hook", "hidden");
		}
	}

	@Test
	void triesOnceMoreWhenServerHasFailed() throws Exception {
		try (HookServer server = new HookServer(503)) {
			write(server.url("", "/"), When.ALWAYS, clean());
			assertThat(server.posts()).hasSize(2);
			assertThat(this.log.events()).isEmpty();
		}
	}

	@Test
	void doesNotTryMoreThanTwice() throws Exception {
		try (HookServer server = new HookServer(503, 502)) {
			write(server.url("", "/"), When.ALWAYS, clean());
			assertThat(server.posts()).hasSize(2);
			assertWarning("it answered 502");
		}
	}

	@Test
	void doesNotTryAgainWhatIsRefused() throws Exception {
		for (int status : List.of(400, 404, 302)) {
			try (HookServer server = new HookServer(status)) {
				write(server.url("", "/"), When.ALWAYS, clean());
				assertThat(server.posts()).hasSize(1);
			}
		}
		assertThat(this.log.events("webhook-failed")).hasSize(3);
	}

	@Test
	void givesUpWhenNobodyAnswers() throws Exception {
		try (HookServer server = new HookServer(0, 0)) {
			webhook(server.url("", "/"), Duration.ofMillis(200), When.ALWAYS).write(clean(), List.of());
			assertWarning("no answer within 200ms");
		}
	}

	@Test
	void givesUpWhenNobodyIsThere() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		write("http://127.0.0.1:%d/".formatted(port), When.ALWAYS, clean());
		assertWarning("ConnectException");
	}

	@Test
	void isWaitedForWhileItMayTry() {
		assertThat(webhook("http://localhost/", Duration.ofSeconds(2), When.ALWAYS).patience())
			.isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
	}

	private void assertWarning(String why) {
		assertThat(this.log.events("webhook-failed")).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(event.text()).contains(why);
		});
	}

	private void write(String url, When when, ShutdownReport report) {
		webhook(url, TIMEOUT, when).write(report, List.of(LogEvent.info("shutdown-ended", "the summary")));
	}

	private Webhook webhook(String url, Duration timeout, When when) {
		return new Webhook(new WebhookTarget(url, Map.of()), timeout, when, new ServiceInstance("orders", "host/1"),
				this.log);
	}

	private static ShutdownReport clean() {
		return new ShutdownReport(ShutdownState.TERMINATED, null, budget(),
				new ShutdownReport.Requests(0, 3, 0, List.of()), new ShutdownReport.Jobs(0, 2, List.of(), 0), List.of(),
				new ShutdownReport.Cleanup(List.of(), List.of()), new ShutdownReport.End(List.of(), false), 0, null);
	}

	private static ShutdownReport incomplete(int cut) {
		List<ShutdownReport.Request> requests = new ArrayList<>();
		List<ShutdownReport.InterruptedJob> jobs = new ArrayList<>();
		IntStream.range(0, cut).forEach((i) -> {
			requests.add(new ShutdownReport.Request("GET", "/slow/" + i, Duration.ofSeconds(9),
					(i % 2 == 0) ? "worker" : null));
			jobs.add(new ShutdownReport.InterruptedJob(
					new ShutdownReport.Job("import", Integer.toString(i), Duration.ofSeconds(7)), HandBack.FAILURE));
		});
		return new ShutdownReport(ShutdownState.TERMINATED,
				new ShutdownTrigger(ShutdownTrigger.Type.SIGTERM, Instant.parse("2026-11-21T10:15:30Z")), budget(),
				new ShutdownReport.Requests(0, 3, 1, requests), new ShutdownReport.Jobs(0, 2, jobs, 5), List.of(),
				new ShutdownReport.Cleanup(
						List.of(new ShutdownReport.Task(1, "fine", TaskOutcome.SUCCESS, Duration.ofMillis(1)),
								new ShutdownReport.Task(2, "hang", TaskOutcome.TIMEOUT, Duration.ofSeconds(5))),
						List.of("listener")),
				new ShutdownReport.End(List.of("bean"), false), 0, null);
	}

	private static ShutdownReport.Budget budget() {
		return new ShutdownReport.Budget(Duration.ofSeconds(30), Duration.ofSeconds(27), Duration.ofSeconds(15));
	}

}
