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

package io.github.gracefulshutdown.logging;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Decides which lines are muted, and counts them. Asked only from the trigger on. Safe
 * for any thread.
 */
final class MutedLines {

	private final List<MuteRule> rules;

	private final ConcurrentMap<String, List<MuteRule>> rulesByLogger = new ConcurrentHashMap<>();

	private final LongAdder count = new LongAdder();

	/**
	 * Creates the lines from those that are known and those that the user adds.
	 * @param entries the user's entries
	 */
	MutedLines(List<String> entries) {
		this.rules = MuteEntries.isNone(entries) ? List.of()
				: Stream.concat(KnownNoise.RULES.stream(), MuteEntries.parse(entries).stream()).toList();
	}

	/**
	 * Whether nothing is muted at all.
	 * @return whether there are no rules
	 */
	boolean isEmpty() {
		return this.rules.isEmpty();
	}

	/**
	 * Whether it has something to say about a logger. Tells it without a line, which
	 * would have to be made.
	 * @param logger the name of the logger
	 * @return whether it has
	 */
	boolean concerns(String logger) {
		return !rules(logger).isEmpty();
	}

	/**
	 * Mutes and counts a line, or does not.
	 * @param line the line, which would be written otherwise
	 * @return whether it is muted
	 */
	boolean mute(LogLine line) {
		boolean muted = rules(line.logger()).stream().anyMatch((rule) -> rule.matches(line));
		if (muted) {
			this.count.increment();
		}
		return muted;
	}

	long count() {
		return this.count.sum();
	}

	private List<MuteRule> rules(String logger) {
		return this.rulesByLogger.computeIfAbsent(logger,
				(name) -> this.rules.stream().filter((rule) -> rule.concerns(name)).toList());
	}

}
