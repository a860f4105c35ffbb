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

package io.github.gracefulshutdown;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the last requests of the lame duck came from. Keeps a bounded number of them.
 * Safe for any thread.
 */
final class Callers {

	private static final int KEPT = 500;

	private static final int TOP = 3;

	private final Deque<Caller> callers = new ArrayDeque<>();

	synchronized void add(Caller caller) {
		if (this.callers.size() == KEPT) {
			this.callers.removeFirst();
		}
		this.callers.addLast(caller);
	}

	/**
	 * Who called most.
	 * @return the top three remote addresses, with the number of their calls
	 */
	List<String> topAddresses() {
		return top(Caller::address);
	}

	/**
	 * What was called most.
	 * @return the top three paths, with the number of calls
	 */
	List<String> topPaths() {
		return top(Caller::path);
	}

	private synchronized List<String> top(Function<Caller, String> what) {
		Map<String, Long> counts = this.callers.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
		return counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.limit(TOP)
			.map((entry) -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * One call.
	 *
	 * @param address the remote address
	 * @param path the path
	 */
	record Caller(String address, String path) {

	}

}
