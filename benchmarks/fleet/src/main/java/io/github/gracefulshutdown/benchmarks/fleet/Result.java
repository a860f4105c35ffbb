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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * What came of a roll-out.
 *
 * @param candidate the way to stop
 * @param notice how the balancers noticed
 * @param requests how many requests were sent
 * @param failures those that failed, by reason
 * @param restarts how many instances were replaced
 * @param exit from the decision to stop an instance to the end of its process, on average
 * @param rollOut from the first decision until the last replacement was ready and the
 * last old process had gone
 */
record Result(Candidate candidate, Notice notice, long requests, Map<Failure, Long> failures, int restarts,
		Duration exit, Duration rollOut) {

	long failed() {
		return this.failures.values().stream().mapToLong(Long::longValue).sum();
	}

	double perMillion() {
		return 1e6 * failed() / Math.max(1, this.requests);
	}

	double perRestart() {
		return (double) failed() / Math.max(1, this.restarts);
	}

}
