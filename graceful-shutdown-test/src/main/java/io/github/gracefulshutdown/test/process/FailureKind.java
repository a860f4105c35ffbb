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

package io.github.gracefulshutdown.test.process;

/**
 * The ways in which a request can fail in the eyes of a client.
 *
 * @since 1.0.0
 */
public enum FailureKind {

	/**
	 * Nobody listens.
	 */
	CONNECTION_REFUSED,

	/**
	 * The connection was reset.
	 */
	RESET,

	/**
	 * The connection ended before the first byte of the response.
	 */
	END_OF_FILE,

	/**
	 * The connection ended within the response.
	 */
	TRUNCATED,

	/**
	 * The response has neither length nor chunks, so that a cut body looks complete.
	 */
	UNFRAMED,

	/**
	 * No complete answer in time.
	 */
	TIMEOUT,

	/**
	 * What came is not HTTP.
	 */
	MALFORMED,

	/**
	 * The answer has a status of 500 or more.
	 */
	SERVER_ERROR,

	/**
	 * The answer is not the one that the request asks for.
	 */
	WRONG_ANSWER,

	/**
	 * No backend was in the rotation.
	 */
	NOT_SENT

}
