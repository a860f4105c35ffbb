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

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ReportWriter;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.report.ReportJson;
import io.github.gracefulshutdown.report.ServiceInstance;
import org.jspecify.annotations.Nullable;

/**
 * Posts what a shutdown has left undone, as JSON. One attempt, and one more where it may
 * help; each has the same timeout. Redirects are not followed, as the credentials are for
 * the host that was named.
 *
 * @since 1.0.0
 */
public final class Webhook implements ReportWriter {

	// Enough to see that both attempts have failed
	private static final Duration MARGIN = Duration.ofMillis(500);

	private final WebhookTarget target;

	private final Duration timeout;

	private final When when;

	private final ReportJson json;

	private final EventLog log;

	private final HttpClient client;

	/**
	 * Creates a webhook.
	 * @param target where to post to
	 * @param timeout how long an attempt may take
	 * @param when after which shutdowns to post
	 * @param instance who posts
	 * @param log where to say that it failed
	 */
	public Webhook(WebhookTarget target, Duration timeout, When when, ServiceInstance instance, EventLog log) {
		this.target = target;
		this.timeout = timeout;
		this.when = when;
		this.json = new ReportJson(instance);
		this.log = log;
		// Now, as there is no time for it at the end
		this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
	}

	@Override
	public Duration patience() {
		return this.timeout.multipliedBy(2).plus(MARGIN);
	}

	@Override
	public void write(ShutdownReport report, List<LogEvent> events) {
		if (this.when == When.INCOMPLETE && report.outcome() == ShutdownOutcome.CLEAN) {
			return;
		}
		String json = this.json.write(report, events);
		Failure failure = post(json);
		if (failure != null && failure.mayPass()) {
			failure = post(json);
		}
		if (failure != null) {
			this.log.write(LogEvent
				.warn("webhook-failed",
						"The webhook %s was not told of the shutdown: %s".formatted(this.target, failure.why()))
				.with("webhook.url", this.target.toString()));
		}
	}

	private @Nullable Failure post(String json) {
		CompletableFuture<HttpResponse<Void>> answer = this.client.sendAsync(this.target.post(json),
				BodyHandlers.discarding());
		try {
			int status = answer.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode();
			return (status >= 200 && status < 300) ? null : new Failure("it answered " + status, status >= 500);
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			return new Failure("no answer within " + this.timeout.toMillis() + "ms", true);
		}
		catch (ExecutionException ex) {
			return new Failure(String.valueOf(ex.getCause()), true);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Failure("interrupted", false);
		}
	}

	/**
	 * After which shutdowns to post.
	 */
	public enum When {

		/**
		 * If something was cut, failed or timed out, or the process halted itself.
		 */
		INCOMPLETE,

		/**
		 * After each.
		 */
		ALWAYS

	}

	// Why an attempt failed, and whether another one may not
	private record Failure(String why, boolean mayPass) {

	}

}
