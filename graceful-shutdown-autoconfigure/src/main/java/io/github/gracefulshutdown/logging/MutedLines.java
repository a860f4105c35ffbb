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

	private final boolean none;

	private final List<MuteRule> added;

	private final ConcurrentMap<String, List<MuteRule>> rulesByLogger = new ConcurrentHashMap<>();

	private final LongAdder count = new LongAdder();

	/**
	 * Creates the lines from those that are known and those that the user adds.
	 * @param entries the user's entries
	 */
	MutedLines(List<String> entries) {
		this.none = MuteEntries.isNone(entries);
		this.added = this.none ? List.of() : MuteEntries.parse(entries);
	}

	/**
	 * Whether nothing is muted at all.
	 * @return whether there are no rules
	 */
	boolean isEmpty() {
		return this.none;
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
		for (MuteRule rule : rules(line.logger())) {
			if (rule.matches(line)) {
				this.count.increment();
				return true;
			}
		}
		return false;
	}

	long count() {
		return this.count.sum();
	}

	private List<MuteRule> rules(String logger) {
		return this.rulesByLogger.computeIfAbsent(logger, this::find);
	}

	// What is known is not loaded before it is asked for, as it may never be
	private List<MuteRule> find(String logger) {
		if (this.none) {
			return List.of();
		}
		return Stream.concat(KnownNoise.RULES.stream(), this.added.stream())
			.filter((rule) -> rule.concerns(logger))
			.toList();
	}

}
