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

package io.github.gracefulshutdown.benchmarks;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.RawResponse;
import io.github.gracefulshutdown.test.process.Traffic;

/**
 * Mixed requests to the services: most are answered at once, three in ten take up to half
 * a second: synchronously, asynchronously or piece by piece. Four in ten change
 * something, and must not be sent twice.
 */
final class BenchmarkTraffic implements Traffic {

	private static final int MAX_MILLIS = 500;

	@Override
	public Call next(String instance, RandomGenerator random) {
		int dice = random.nextInt(10);
		if (dice == 9) {
			RawRequest request = RawRequest.get("/stream?ms=" + random.nextInt(10, MAX_MILLIS));
			return call("/stream", request, (text) -> text.startsWith("line\nline\nline\nline\nline\nready at "));
		}
		if (dice < 2) {
			String path = (dice == 0) ? "/wait" : "/wait-async";
			RawRequest request = RawRequest.get(path + "?ms=" + random.nextInt(10, MAX_MILLIS));
			return call(path, request, (text) -> text.startsWith("ready at "));
		}
		if (dice < 6) {
			String json = "{\"id\":\"" + Long.toHexString(random.nextLong()).toUpperCase(Locale.ROOT) + "\"}";
			return call("/echo", RawRequest.post("/echo", json), json::equals);
		}
		return call("/hello", RawRequest.get("/hello"), "hello"::equals);
	}

	private static Call call(String label, RawRequest request, Predicate<String> expected) {
		return new Call(label, request, (response) -> isAsExpected(response, expected) ? null : "Got " + response);
	}

	private static boolean isAsExpected(RawResponse response, Predicate<String> expected) {
		return response.status() == 200 && expected.test(response.text());
	}

}
