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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Keeps requests so that adding and removing one takes constant time and, once the table
 * has grown, no memory.
 */
final class RequestTable {

	private @Nullable ActiveRequest[] requests = new ActiveRequest[8];

	private int size;

	synchronized void add(ActiveRequest request) {
		if (this.size == this.requests.length) {
			this.requests = Arrays.copyOf(this.requests, this.size * 2);
		}
		put(request, this.size++);
	}

	/**
	 * Removes a request, whose place is taken by the last one.
	 * @param request the request
	 * @return whether it was there
	 */
	synchronized boolean remove(ActiveRequest request) {
		int slot = request.slot();
		if (slot < 0) {
			return false;
		}
		ActiveRequest last = this.requests[--this.size];
		if (last != null) {
			put(last, slot);
		}
		this.requests[this.size] = null;
		request.slot(-1);
		return true;
	}

	/**
	 * Calls back for each request, none of which can be removed meanwhile.
	 * @param consumer what to call
	 */
	synchronized void forEach(Consumer<ActiveRequest> consumer) {
		for (int slot = 0; slot < this.size; slot++) {
			ActiveRequest request = this.requests[slot];
			if (request != null) {
				consumer.accept(request);
			}
		}
	}

	private void put(ActiveRequest request, int slot) {
		this.requests[slot] = request;
		request.slot(slot);
	}

}
