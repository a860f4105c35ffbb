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

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Recognises exceptions by what is in their chain of causes.
 */
final class Causes {

	/**
	 * Nobody nests deeper, but for a chain that ends in itself.
	 */
	private static final int DEPTH = 50;

	private static final Set<String> CLIENT_GONE = Set.of(
			// Tomcat: the response, or the body of the request, could not be transferred
			"org.apache.catalina.connector.ClientAbortException",
			// Spring: the same, and for every further attempt to write
			"org.springframework.web.context.request.async.AsyncRequestNotUsableException");

	private static final Set<String> SHUT_DOWN = Set.of(
			// ThreadPoolExecutor.toString of the JDK
			"[Shutting down, pool size = ", "[Terminated, pool size = ",
			// TaskQueue of Tomcat
			"Executor not running, can't force a command into the queue",
			// SimpleAsyncTaskExecutor of Spring
			"SimpleAsyncTaskExecutor is not active");

	private Causes() {
	}

	/**
	 * Whether the client has hung up. The names of classes that speak of nothing else
	 * tell it; "Broken pipe" and the like do not, as a database says that as well.
	 * @param cause the exception
	 * @return whether it has
	 */
	static boolean isClientGone(@Nullable Throwable cause) {
		return chain(cause).anyMatch((each) -> CLIENT_GONE.contains(each.getClass().getName()));
	}

	/**
	 * Whether an executor refused work because it has been shut down. One that is full is
	 * something else.
	 * @param cause the exception
	 * @return whether it did
	 */
	static boolean isRefusedAtShutdown(@Nullable Throwable cause) {
		return chain(cause).filter(RejectedExecutionException.class::isInstance)
			.map((each) -> String.valueOf(each.getMessage()))
			.anyMatch((message) -> SHUT_DOWN.stream().anyMatch(message::contains));
	}

	/**
	 * Whether an exception says something.
	 * @param cause the exception
	 * @param text the text, which may be part of the name of its class
	 * @return whether it is in there
	 */
	static boolean mentions(@Nullable Throwable cause, String text) {
		return chain(cause).anyMatch((each) -> each.toString().contains(text));
	}

	private static Stream<Throwable> chain(@Nullable Throwable cause) {
		return (cause != null) ? Stream.iterate(cause, (each) -> each != null, Throwable::getCause).limit(DEPTH)
				: Stream.empty();
	}

}
