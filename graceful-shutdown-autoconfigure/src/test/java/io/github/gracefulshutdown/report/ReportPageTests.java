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

package io.github.gracefulshutdown.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownReport.TaskOutcome;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportPage}.
 */
class ReportPageTests {

	private static final Instant START = Instant.parse("2026-11-21T10:15:30Z");

	private static final String HOSTILE = "/\"'><script>alert(1)</script>&amp;\u0000\u001B[31m";

	private final ReportPage page = new ReportPage(new ServiceInstance("orders", "host/1"));

	@Test
	void allowsItsOwnStyleAndNothingElse() throws Exception {
		String html = this.page.render(TestReports.of(ShutdownOutcome.CLEAN, START), null);
		Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html);
		assertThat(style.find()).isTrue();
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
		assertThat(html).contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
				+ Base64.getEncoder().encodeToString(hash) + "&#39;; base-uri");
		assertThat(html).doesNotContain("<script", "style=", "src=", "href=", "url(", "@import");
	}

	@ParameterizedTest
	@EnumSource(ShutdownState.class)
	void loadsItselfAgainWhileShutdownRuns(ShutdownState state) {
		boolean under = state != ShutdownState.RUNNING && state != ShutdownState.TERMINATED;
		assertThat(this.page.render(during(state, 1, HOSTILE), null).contains("http-equiv=\"refresh\""))
			.isEqualTo(under);
	}

	@Test
	void drawsStatesAndTasksAgainstTheBudget() {
		String html = this.page.render(during(ShutdownState.CLEANING_UP, 0, ""), null);
		assertThat(html)
			.contains("<span>LAME_DUCK</span><span>5.00s</span>", "<rect class=\"state\" x=\"0\" width=\"200\"",
					"<span>DRAINING</span><span>2.50s</span>", "<rect class=\"state\" x=\"200\" width=\"100\"")
			.contains("<span>flush (phase 1)</span><span>1.00s</span>", "<rect class=\"task\" x=\"300\" width=\"40\"",
					"<span>close (phase 2)</span><span>2.00s</span>", "<rect class=\"bad\" x=\"340\" width=\"80\"");
	}

	@Test
	void hidesPathsAndThreadsFromThoseWhoMayNotSeeThem() {
		ShutdownReport report = during(ShutdownState.DRAINING, 1, "/secret");
		assertThat(this.page.render(report, null)).doesNotContain("GET /secret", "(/secret)", "secret-thread");
		assertThat(this.page.render(report, details("/secret"))).contains("GET /secret", "secret-thread",
				"at Stack.secret");
	}

	@Test
	void nothingThatComesFromOutsideIsMarkup() {
		ReportPage page = new ReportPage(new ServiceInstance(HOSTILE, HOSTILE));
		String html = page.render(during(ShutdownState.CLEANING_UP, 3, HOSTILE), details(HOSTILE));
		assertThat(html).doesNotContain("<script", "\u0000", "\u001B")
			.contains("/&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;");
	}

	@Test
	void staysSmallWhateverWasCut() {
		String html = this.page.render(during(ShutdownState.TERMINATED, 10_000, "/x".repeat(5000)),
				details("/x".repeat(5000)));
		assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200 * 1024);
	}

	@Test
	void saysHowTheProcessBeforeHasEnded() {
		PreviousShutdown killed = new PreviousShutdown(ShutdownOutcome.KILLED, null, ShutdownState.RUNNING, START,
				null);
		String html = this.page.render(running(killed), null);
		assertThat(html).contains("KILLED", "Last sign of life", "2026-11-21T10:15:30Z", "OOMKilled",
				"the process before was killed");
	}

	@ParameterizedTest
	@EnumSource(value = ShutdownOutcome.class, mode = EnumSource.Mode.EXCLUDE, names = "KILLED")
	void saysWhatToDo(ShutdownOutcome outcome) {
		String advice = switch (outcome) {
			case CLEAN -> "Nothing. Everything was finished.";
			case INCOMPLETE -> "Beans did not stop in time";
			default -> "The process has halted itself";
		};
		assertThat(this.page.render(TestReports.of(outcome, START), ReportPage.Details.NONE))
			.contains("<title>orders: " + outcome, "What to do", advice)
			.doesNotContain("http-equiv=\"refresh\"");
	}

	private static ShutdownReport running(PreviousShutdown previous) {
		Duration timeout = Duration.ofSeconds(25);
		return new ShutdownReport(ShutdownState.RUNNING, null,
				new ShutdownReport.Budget(Duration.ofSeconds(30), timeout, timeout),
				new ShutdownReport.Requests(0, 0, 0, List.of()), new ShutdownReport.Jobs(0, 0, List.of(), 0), List.of(),
				new ShutdownReport.Cleanup(List.of(), List.of()), new ShutdownReport.End(List.of(), false), 0,
				previous);
	}

	private static ShutdownReport during(ShutdownState state, int cut, String name) {
		ShutdownReport.Request request = new ShutdownReport.Request("GET", name, Duration.ofSeconds(9), name);
		ShutdownReport.InterruptedJob job = new ShutdownReport.InterruptedJob(
				new ShutdownReport.Job(name, name, Duration.ofSeconds(9)), ShutdownReport.HandBack.FAILURE);
		ShutdownReport running = running(null);
		List<ShutdownReport.Stage> stages = List.of(
				new ShutdownReport.Stage(ShutdownState.LAME_DUCK, START, Duration.ofSeconds(5)),
				new ShutdownReport.Stage(ShutdownState.DRAINING, START.plusSeconds(5), Duration.ofMillis(2500)),
				new ShutdownReport.Stage(ShutdownState.CLEANING_UP, START.plusMillis(7500), Duration.ofSeconds(3)));
		return new ShutdownReport(state, new ShutdownTrigger(ShutdownTrigger.Type.SIGTERM, START), running.budget(),
				new ShutdownReport.Requests(0, 3, 0, Collections.nCopies(cut, request)),
				new ShutdownReport.Jobs(0, 0, Collections.nCopies(cut, job), 0), stages,
				new ShutdownReport.Cleanup(
						List.of(new ShutdownReport.Task(1, "flush" + name, TaskOutcome.SUCCESS, Duration.ofSeconds(1)),
								new ShutdownReport.Task(2, "close" + name, TaskOutcome.TIMEOUT, Duration.ofSeconds(2))),
						Collections.nCopies(cut, name)),
				new ShutdownReport.End(Collections.nCopies(cut, name), false), 0, null);
	}

	private static ReportPage.Details details(String name) {
		return new ReportPage.Details(
				Collections.nCopies(10,
						new ShutdownReport.Request("GET", name, Duration.ofSeconds(9), "secret-thread")),
				Collections.nCopies(10, new ShutdownReport.Job(name, name, Duration.ofSeconds(9))),
				Collections.nCopies(10, "request GET " + name + "\n    at Stack.secret"));
	}

}
