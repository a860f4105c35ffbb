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

package io.github.gracefulshutdown.test.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of the load so far.
 *
 * @param finished the number of requests that were answered or failed
 * @param outcomes their number by request and status or failure
 * @param failures the failures, the first thousand of them
 * @param failuresByKind the number of all failures by kind
 * @param latencies how long each complete answer took, from the request's own time on
 * @param latest how late a request was sent at most, by the clock of the load
 * @since 1.0.0
 */
public record LoadReport(long finished, Map<String, Long> outcomes, List<LoadFailure> failures,
		Map<FailureKind, Long> failuresByKind, List<Duration> latencies, Duration latest) {

	/**
	 * Return the number of all failures.
	 * @return the number
	 */
	public long failed() {
		return this.failuresByKind.values().stream().mapToLong(Long::longValue).sum();
	}

}
