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

package io.github.gracefulshutdown.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on how a service has stopped. Each failure tells the whole story.
 *
 * @since 1.0.0
 */
public final class ShutdownRunAssert extends AbstractAssert<ShutdownRunAssert, ShutdownRun> {

	ShutdownRunAssert(ShutdownRun actual) {
		super(actual, ShutdownRunAssert.class);
	}

	/**
	 * Each request that was sent got a complete answer with an expected status.
	 * @return this assertion
	 */
	public ShutdownRunAssert hasNoFailedRequest() {
		if (this.actual.load().failed() > 0) {
			throw incident("%d of %d requests failed", this.actual.load().failed(), this.actual.load().finished());
		}
		return this;
	}

	/**
	 * At least so many requests were answered: the test has tested something.
	 * @param count the number
	 * @return this assertion
	 */
	public ShutdownRunAssert hasAnsweredAtLeast(int count) {
		long answered = this.actual.load().finished() - this.actual.load().failed();
		if (answered < count) {
			throw incident("Only %d requests were answered, not %d", answered, count);
		}
		return this;
	}

	/**
	 * The process ended by itself, with this exit code.
	 * @param exitCode the exit code
	 * @return this assertion
	 */
	public ShutdownRunAssert hasExitCode(int exitCode) {
		Integer actual = this.actual.end().exitCode();
		if (actual == null) {
			throw incident("The process did not end by itself");
		}
		if (actual != exitCode) {
			throw incident("The process ended with exit code %d instead of %d", actual, exitCode);
		}
		return this;
	}

	/**
	 * The process ended by itself inside the deadline.
	 * @param deadline the time since the signal
	 * @return this assertion
	 */
	public ShutdownRunAssert endedWithin(Duration deadline) {
		if (this.actual.end().exitCode() == null || this.actual.end().took().compareTo(deadline) > 0) {
			throw incident("The process needed more than %s to end", deadline);
		}
		return this;
	}

	/**
	 * Readiness refused before the first connection was.
	 * @return this assertion
	 */
	public ShutdownRunAssert refusedReadinessFirst() {
		if (!this.actual.probes().isInOrder()) {
			throw incident((this.actual.probes().unready() == null) ? "Readiness never answered 503"
					: "A connection was refused before readiness answered 503");
		}
		return this;
	}

	/**
	 * These cleanup tasks of the starter ran and succeeded, one after the other: each is
	 * of a later phase than the one before. Others may have run between them.
	 * @param names their names, or {@code bean.method}
	 * @return this assertion
	 */
	public ShutdownRunAssert ranTasksInOrder(String... names) {
		List<FinalReport.Task> ran = report().tasks();
		FinalReport.Task previous = null;
		for (String name : names) {
			FinalReport.Task task = ran.stream().filter((each) -> each.name().equals(name)).findFirst().orElse(null);
			if (task == null || !task.succeeded() || (previous != null && task.phase() <= previous.phase())) {
				throw incident("The cleanup tasks did not run in the order %s, but %s", List.of(names), ran);
			}
			previous = task;
		}
		return this;
	}

	/**
	 * The outcome is {@code CLEAN}: no request, job, task or bean was cut, by what the
	 * starter reports.
	 * @return this assertion
	 */
	public ShutdownRunAssert cutNothing() {
		if (!report().outcome().equals("CLEAN")) {
			throw incident("Something was cut: the outcome is %s", report().outcome());
		}
		return this;
	}

	private FinalReport report() {
		if (this.actual.report() == null) {
			throw incident(
					"There is no report: only a service with graceful-shutdown-starter that ends by itself leaves"
							+ " one");
		}
		return Objects.requireNonNull(this.actual.report());
	}

	private AssertionError incident(String headline, Object... arguments) {
		isNotNull();
		String description = descriptionText().isEmpty() ? "" : "[%s] ".formatted(descriptionText());
		return new AssertionError(description + String.format(headline, arguments) + System.lineSeparator()
				+ Incident.describe(this.actual));
	}

}
