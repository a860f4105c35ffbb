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

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * Writes a final report as JSON, as described in {@code docs/report.schema.json}: for the
 * webhook and for the report directory.
 *
 * @since 1.0.0
 */
public final class ReportJson {

	/**
	 * Counts up when a field changes its meaning or goes away.
	 */
	private static final int SCHEMA = 1;

	/**
	 * How many entries a list has at most; the counts beside it are complete.
	 */
	static final int LIMIT = 100;

	/**
	 * What follows the fields that the next process reads.
	 */
	static final String END_OF_HEAD = ",\"summary\":";

	private static final JsonWriter<Map<String, @Nullable Object>> WRITER = JsonWriter.standard();

	private final ServiceInstance instance;

	/**
	 * Creates a writer.
	 * @param instance whose reports they are
	 */
	public ReportJson(ServiceInstance instance) {
		this.instance = instance;
	}

	/**
	 * Writes a report.
	 * @param report the report
	 * @param events what the log says of it, the summary first
	 * @return an object in JSON
	 */
	public String write(ShutdownReport report, List<LogEvent> events) {
		ShutdownTrigger trigger = report.trigger();
		Duration duration = report.budget().timeout().minus(report.budget().remaining());
		Map<String, @Nullable Object> body = body(report.state(), trigger,
				(trigger != null) ? trigger.at().plus(duration) : null);
		body.put("startedAt", (trigger != null) ? text(trigger.at()) : null);
		body.put("duration", text(duration));
		body.put("outcome", report.outcome().name());
		body.put("summary", events.isEmpty() ? "" : events.get(0).text());
		body.put("requests", requests(report.requests()));
		body.put("jobs", jobs(report.jobs()));
		body.put("cleanup", list(report.cleanup().tasks().stream(), ReportJson::task));
		body.put("tasks",
				list(report.cleanup().tasks().stream().filter((task) -> !task.succeeded()), ReportJson::task));
		body.put("beans", list(report.end().cut().stream(), (name) -> name));
		body.put("callbacks", list(report.cleanup().failedCallbacks().stream(), (name) -> name));
		return WRITER.writeToString(body);
	}

	/**
	 * Writes where a process stands that has not ended.
	 * @param state its state
	 * @param trigger what started its shutdown, or {@code null}
	 * @param at when
	 * @return an object in JSON, without an outcome, and without any trigger where there
	 * is none
	 */
	String write(ShutdownState state, @Nullable ShutdownTrigger trigger, Instant at) {
		Map<String, @Nullable Object> body = body(state, trigger, at);
		body.values().removeIf(Objects::isNull);
		return WRITER.writeToString(body);
	}

	private Map<String, @Nullable Object> body(ShutdownState state, @Nullable ShutdownTrigger trigger,
			@Nullable Instant at) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("schema", SCHEMA);
		body.put("service", this.instance.service());
		body.put("instance", this.instance.name());
		body.put("at", (at != null) ? text(at) : null);
		body.put("state", state.name());
		body.put("trigger", (trigger != null) ? trigger.type().name() : null);
		return body;
	}

	private static Map<String, Object> requests(ShutdownReport.Requests requests) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("active", requests.active());
		fields.put("served", requests.served());
		fields.put("rejected", requests.rejected());
		fields.put("aborted", requests.aborted().size());
		fields.put("unfinished", list(requests.aborted().stream(), ReportJson::request));
		return fields;
	}

	private static Object request(ShutdownReport.Request request) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("method", request.method());
		fields.put("path", request.path());
		fields.put("age", text(request.age()));
		fields.put("thread", request.thread());
		return fields;
	}

	private static Map<String, Object> jobs(ShutdownReport.Jobs jobs) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("active", jobs.active());
		fields.put("completed", jobs.completed());
		fields.put("interrupted", jobs.interrupted().size());
		fields.put("neverRan", jobs.neverRan());
		fields.put("unfinished", list(jobs.interrupted().stream(), ReportJson::job));
		return fields;
	}

	private static Object job(ShutdownReport.InterruptedJob interrupted) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("name", interrupted.job().name());
		fields.put("id", interrupted.job().id());
		fields.put("age", text(interrupted.job().age()));
		fields.put("handBack", interrupted.handBack().name());
		return fields;
	}

	private static Object task(ShutdownReport.Task task) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("phase", task.phase());
		fields.put("task", task.task());
		fields.put("outcome", task.outcome().name());
		fields.put("duration", text(task.duration()));
		return fields;
	}

	private static <T> List<Object> list(Stream<T> entries, Function<T, Object> description) {
		return entries.limit(LIMIT).map(description).toList();
	}

	private static String text(Instant instant) {
		return instant.toString();
	}

	private static String text(Duration duration) {
		return duration.toString();
	}

}
