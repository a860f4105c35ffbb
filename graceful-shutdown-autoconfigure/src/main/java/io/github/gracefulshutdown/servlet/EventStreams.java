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

package io.github.gracefulshutdown.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownParticipant;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/**
 * Completes event streams at the beginning of the drain, as they have no end of their
 * own: in the way of {@code SseEmitter.complete()}, which sets the result that
 * {@code ResponseBodyEmitterReturnValueHandler} waits for. The client sees the last chunk
 * and connects again, to somebody else.
 *
 * @since 1.0.0
 */
public final class EventStreams implements DeferredResultProcessingInterceptor, ShutdownParticipant {

	private final Map<DeferredResult<?>, EventStream> open = new ConcurrentHashMap<>();

	private final Farewells farewells;

	private volatile boolean draining;

	/**
	 * Creates an object that knows of no stream.
	 * @param farewells how to part from many
	 */
	public EventStreams(Farewells farewells) {
		this.farewells = farewells;
	}

	@Override
	public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
		if (!isEventStream(request)) {
			return;
		}
		ClosingResponse response = request.getNativeResponse(ClosingResponse.class);
		EventStream stream = (response != null) ? response.stream() : new EventStream();
		this.open.put(result, stream);
		if (this.draining) {
			complete(result, stream);
		}
	}

	private static boolean isEventStream(NativeWebRequest request) {
		HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
		String type = (response != null) ? response.getContentType() : null;
		return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
	}

	/**
	 * It ends by itself. Of one whose client goes away while its first event is written,
	 * the container never tells the completion.
	 */
	@Override
	public <T> void postProcess(NativeWebRequest request, DeferredResult<T> result, @Nullable Object value) {
		this.open.remove(result);
	}

	@Override
	public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
		this.open.remove(result);
	}

	@Override
	public void drainStarted() {
		this.draining = true;
		if (this.open.isEmpty()) {
			return;
		}
		List<Runnable> completions = new ArrayList<>();
		this.open.forEach((result, stream) -> completions.add(() -> complete(result, stream)));
		this.farewells.start(completions, () -> {
			// the drain waits for their requests
		});
	}

	// Nothing may be written from here on: the container is about to write the last chunk
	private static void complete(DeferredResult<?> result, EventStream stream) {
		stream.end();
		setResult(result, null);
	}

	private static <T> void setResult(DeferredResult<T> result, @Nullable T value) {
		result.setResult(value);
	}

}
