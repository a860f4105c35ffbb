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

import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * The requests that a {@link LoadDriver} sends.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface Traffic {

	/**
	 * Return the next request.
	 * @param instance the name of the instance that gets it
	 * @param random decides which
	 * @return the request
	 */
	Call next(String instance, RandomGenerator random);

	/**
	 * A request and what is expected of the answer.
	 *
	 * @param label the kind of request
	 * @param request the request
	 * @param check tells what is wrong with a response, or {@code null}
	 */
	record Call(String label, RawRequest request, Function<RawResponse, @Nullable String> check) {
	}

}
