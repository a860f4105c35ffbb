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

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what is active so that adding and removing takes constant time and, once the
 * table has grown, no memory.
 *
 * @param <T> what it keeps
 */
final class WorkTable<T extends ActiveWork> {

	private @Nullable Object[] entries = new Object[8];

	private int size;

	synchronized void add(T work) {
		if (this.size == this.entries.length) {
			this.entries = Arrays.copyOf(this.entries, this.size * 2);
		}
		put(work, this.size++);
	}

	/**
	 * Removes an entry, whose place is taken by the last one.
	 * @param work the entry
	 * @return whether it was there
	 */
	synchronized boolean remove(T work) {
		int slot = work.slot();
		if (slot < 0) {
			return false;
		}
		put(entry(--this.size), slot);
		this.entries[this.size] = null;
		work.slot(-1);
		return true;
	}

	/**
	 * Calls back for each entry, none of which can be removed meanwhile.
	 * @param consumer what to call
	 */
	synchronized void forEach(Consumer<? super T> consumer) {
		for (int slot = 0; slot < this.size; slot++) {
			consumer.accept(entry(slot));
		}
	}

	@SuppressWarnings("unchecked")
	private T entry(int slot) {
		return (T) Objects.requireNonNull(this.entries[slot]);
	}

	private void put(T work, int slot) {
		this.entries[slot] = work;
		work.slot(slot);
	}

}
