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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Keeps what is active in several tables, so that threads seldom wait for each other.
 * Safe for any thread.
 *
 * @param <T> what it keeps
 */
final class WorkTables<T extends ActiveWork> {

	private static final int TABLES = 16;

	// By the difference, as the numbers may wrap around
	private static final Comparator<ActiveWork> YOUNGEST_FIRST = (one, other) -> Long
		.signum(other.startedAt() - one.startedAt());

	private final List<WorkTable<T>> tables = IntStream.range(0, TABLES).mapToObj((i) -> new WorkTable<T>()).toList();

	void add(T work) {
		tableOf(work).add(work);
	}

	/**
	 * Removes an entry.
	 * @param work the entry
	 * @return whether it was there
	 */
	boolean remove(T work) {
		return tableOf(work).remove(work);
	}

	/**
	 * Calls back for each entry, which cannot be removed meanwhile.
	 * @param consumer what to call
	 */
	void forEach(Consumer<? super T> consumer) {
		this.tables.forEach((table) -> table.forEach(consumer));
	}

	/**
	 * All entries.
	 * @return a copy
	 */
	List<T> all() {
		List<T> all = new ArrayList<>();
		forEach(all::add);
		return all;
	}

	/**
	 * The entries that began first.
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	List<T> oldest(int limit) {
		PriorityQueue<T> oldest = new PriorityQueue<>(limit + 1, YOUNGEST_FIRST);
		forEach((work) -> {
			oldest.add(work);
			if (oldest.size() > limit) {
				oldest.poll();
			}
		});
		return oldest.stream().sorted(YOUNGEST_FIRST.reversed()).toList();
	}

	private WorkTable<T> tableOf(T work) {
		long hash = work.startedAt();
		return this.tables.get((int) (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (TABLES - 1));
	}

}
