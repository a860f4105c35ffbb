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

package io.github.gracefulshutdown.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownParticipant;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Completes event streams at the beginning of the drain, as they have no end of their
 * own: between two events, and whoever publishes them is cancelled. The client sees the
 * last chunk and connects again, to somebody else.
 *
 * @since 1.0.0
 */
public final class EventStreams implements ShutdownParticipant {

	private final Set<Sinks.Empty<Void>> open = ConcurrentHashMap.newKeySet();

	private final Farewells farewells;

	private volatile boolean draining;

	/**
	 * Creates an object that knows of no stream.
	 * @param farewells how to part from many
	 */
	public EventStreams(Farewells farewells) {
		this.farewells = farewells;
	}

	/**
	 * Has a stream completed.
	 * @param <T> what it consists of
	 * @param events the stream
	 * @return what to send in its place
	 */
	<T> Flux<T> watch(Publisher<T> events) {
		return Flux.defer(() -> {
			Sinks.Empty<Void> completion = Sinks.empty();
			this.open.add(completion);
			if (this.draining) {
				completion.tryEmitEmpty();
			}
			return Flux.from(events)
				.takeUntilOther(completion.asMono())
				.doFinally((signal) -> this.open.remove(completion));
		});
	}

	@Override
	public void drainStarted() {
		this.draining = true;
		if (this.open.isEmpty()) {
			return;
		}
		List<Runnable> completions = new ArrayList<>();
		this.open.forEach((completion) -> completions.add(completion::tryEmitEmpty));
		this.farewells.start(completions, () -> {
			// the drain waits for their requests
		});
	}

}
