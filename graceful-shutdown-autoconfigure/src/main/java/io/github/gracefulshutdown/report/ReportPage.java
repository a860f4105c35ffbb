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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Renders a report as a page for people: one file that needs nothing else, with a content
 * security policy that allows nothing but its own style. While a shutdown runs, the page
 * loads itself again every two seconds.
 *
 * @since 1.0.0
 */
public final class ReportPage {

	private static final String REFRESH = "2";

	private static final int LONGEST_CELL = 200;

	private static final int LONGEST_STACK = 2000;

	private final ServiceInstance instance;

	/**
	 * Creates a renderer.
	 * @param instance whose reports they are
	 */
	public ReportPage(ServiceInstance instance) {
		this.instance = instance;
	}

	/**
	 * Renders a report.
	 * @param report the report
	 * @param details what only some may see, or {@code null}
	 * @return an HTML document
	 */
	public String render(ShutdownReport report, @Nullable Details details) {
		Html html = new Html();
		html.markup("<!DOCTYPE html>\n").begin("html", "lang", "en").begin("head");
		html.empty("meta", "charset", "utf-8");
		html.empty("meta", "http-equiv", "Content-Security-Policy", "content", PageStyle.POLICY);
		html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
		if (isUnderWay(report)) {
			html.empty("meta", "http-equiv", "refresh", "content", REFRESH);
		}
		html.element("title", "%s: %s".formatted(this.instance.service(), Advice.headline(report)));
		html.begin("style").markup(PageStyle.CSS).end().end();
		html.begin("body").begin("main");
		header(html, report);
		if (report.trigger() != null) {
			new Timeline(report).render(html);
		}
		work(html, report);
		if (details != null) {
			details(html, details);
		}
		cut(html, report, details != null);
		previous(html, report.previous());
		return html.end().end().end().toString();
	}

	private static boolean isUnderWay(ShutdownReport report) {
		return report.state() != ShutdownState.RUNNING && !Advice.isOver(report);
	}

	private void header(Html html, ShutdownReport report) {
		html.begin("header").element("h1", this.instance.service());
		html.element("p", this.instance.name(), "class", "instance");
		html.element("p", Advice.headline(report), "class", "badge " + Advice.mood(report)).end();
		html.begin("section").element("h2", "What to do");
		Advice.of(report).forEach((advice) -> html.element("p", advice));
		html.end();
		ShutdownTrigger trigger = report.trigger();
		html.begin("dl");
		if (trigger != null) {
			fact(html, "Trigger", "%s at %s".formatted(trigger.type(), time(trigger.at())));
			fact(html, "Time left", Texts.seconds(report.budget().remaining()));
		}
		fact(html, "Budget", "%s of the %s that the platform allows".formatted(Texts.seconds(report.budget().timeout()),
				Texts.seconds(report.budget().platformGracePeriod())));
		html.end();
	}

	private static void work(Html html, ShutdownReport report) {
		ShutdownReport.Requests requests = report.requests();
		ShutdownReport.Jobs jobs = report.jobs();
		html.begin("section").element("h2", "Work").begin("dl");
		fact(html, "Active requests", requests.active());
		fact(html, "Active jobs", jobs.active());
		if (report.trigger() != null) {
			fact(html, "Requests since the trigger", "%d served, %d rejected, %d aborted".formatted(requests.served(),
					requests.rejected(), requests.aborted().size()));
			fact(html, "Jobs since the trigger", "%d completed, %d interrupted, %d never ran"
				.formatted(jobs.completed(), jobs.interrupted().size(), jobs.neverRan()));
		}
		html.end().end();
	}

	private static void details(Html html, Details details) {
		table(html, "Oldest requests", List.of("Request", "Active for", "Thread"),
				details.requests()
					.stream()
					.map((request) -> List.of(request.method() + " " + request.path(), Texts.seconds(request.age()),
							text(request.thread())))
					.toList());
		table(html, "Oldest jobs", List.of("Job", "Active for"),
				details.jobs()
					.stream()
					.map((job) -> List.of("%s (%s)".formatted(job.name(), job.id()), Texts.seconds(job.age())))
					.toList());
		if (!details.blockers().isEmpty()) {
			html.begin("section").element("h2", "What it waits for");
			details.blockers().forEach((blocker) -> html.element("pre", cut(blocker, LONGEST_STACK)));
			html.end();
		}
	}

	private static void cut(Html html, ShutdownReport report, boolean paths) {
		if (paths) {
			table(html, "Aborted requests", List.of("Request", "Active for"), limit(report.requests().aborted())
				.stream()
				.map((request) -> List.of(request.method() + " " + request.path(), Texts.seconds(request.age())))
				.toList());
			table(html, "Interrupted jobs", List.of("Job", "Active for", "Hand-back"),
					limit(report.jobs().interrupted()).stream()
						.map((cut) -> List.of("%s (%s)".formatted(cut.job().name(), cut.job().id()),
								Texts.seconds(cut.job().age()), cut.handBack().toString()))
						.toList());
		}
		table(html, "Cleanup", List.of("Task", "Phase", "Outcome", "Duration"),
				report.cleanup()
					.tasks()
					.stream()
					.map((task) -> List.of(task.task(), Integer.toString(task.phase()), task.outcome().toString(),
							Texts.seconds(task.duration())))
					.toList());
		table(html, "Beans that did not stop", List.of("Bean"), report.end().cut().stream().map(List::of).toList());
		table(html, "Listeners that failed", List.of("Listener"),
				report.cleanup().failedCallbacks().stream().map(List::of).toList());
	}

	private static void previous(Html html, @Nullable PreviousShutdown previous) {
		if (previous == null) {
			return;
		}
		html.begin("section").element("h2", "The process before").begin("dl");
		fact(html, "Outcome", previous.outcome());
		fact(html, "Trigger", (previous.trigger() != null) ? previous.trigger() : "none");
		fact(html, "State", previous.state());
		fact(html, (previous.duration() != null) ? "Ended at" : "Last sign of life", time(previous.at()));
		if (previous.duration() != null) {
			fact(html, "Duration", Texts.seconds(previous.duration()));
		}
		html.end();
		Advice.of(previous).forEach((advice) -> html.element("p", advice));
		html.end();
	}

	private static void fact(Html html, String name, Object value) {
		html.element("dt", name).element("dd", value);
	}

	private static void table(Html html, String title, List<String> columns, List<List<String>> rows) {
		if (rows.isEmpty()) {
			return;
		}
		html.begin("section").element("h2", title).begin("table").begin("thead").begin("tr");
		columns.forEach((column) -> html.element("th", column));
		html.end().end().begin("tbody");
		limit(rows).forEach((row) -> {
			html.begin("tr");
			row.forEach((cell) -> html.element("td", cut(cell, LONGEST_CELL)));
			html.end();
		});
		html.end().end().end();
	}

	// As nobody reads more of it
	private static String cut(String text, int longest) {
		return (text.length() > longest) ? text.substring(0, longest) + "…" : text;
	}

	private static <T> List<T> limit(List<T> entries) {
		return entries.subList(0, Math.min(entries.size(), ReportJson.LIMIT));
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "waits for a result";
	}

	private static String time(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/**
	 * What only some may see.
	 *
	 * @param requests the oldest active requests
	 * @param jobs the oldest active jobs
	 * @param blockers what the shutdown waits for, with the places where threads stand
	 */
	public record Details(List<ShutdownReport.Request> requests, List<ShutdownReport.Job> jobs, List<String> blockers) {

		/**
		 * Nothing is active anymore.
		 */
		public static final Details NONE = new Details(List.of(), List.of(), List.of());

	}

}
