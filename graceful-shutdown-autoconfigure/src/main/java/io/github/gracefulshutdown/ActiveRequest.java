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

import org.jspecify.annotations.Nullable;

/**
 * A counted HTTP exchange, from its first byte in the filter to its completion. Written
 * by the web technology that serves it, kept by {@link ActiveRequests}.
 *
 * @since 1.0.0
 */
public interface ActiveRequest extends ActiveWork {

	/**
	 * The HTTP method.
	 * @return the method
	 */
	String method();

	/**
	 * The path, without the query, which often holds what nobody may see.
	 * @return the path
	 */
	String path();

	/**
	 * Where it came from. Called on the thread of the request when it begins.
	 * @return the address of the client, or of the last proxy
	 */
	String remoteAddress();

	/**
	 * The thread that works on it.
	 * @return the thread, or {@code null} if it waits for an asynchronous result
	 */
	@Override
	@Nullable Thread thread();

	/**
	 * Tells the request that its time is over: its thread is interrupted, and its
	 * response becomes a refusal if nothing of it was sent. Called on the thread of the
	 * shutdown, at most once, and never after the request has ended. Must not block.
	 */
	void abort();

	/**
	 * Whether it was told to {@link #abort() abort}.
	 * @return whether it was
	 */
	boolean isAborted();

	/**
	 * Answers in the place of a request that did not react to its {@link #abort() abort}.
	 * Called on the thread of the shutdown, and may come while the request ends: the
	 * implementation has to see to it that only one of them answers.
	 */
	void abandon();

}
