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

package io.github.gracefulshutdown.benchmarks;

import java.lang.reflect.Proxy;

/**
 * Objects that cannot do anything.
 */
final class Nothing {

	private Nothing() {
	}

	/**
	 * Create one, for wrappers that must have something to wrap.
	 * @param <T> the type
	 * @param type the type
	 * @return an object that fails whatever is called, so that no call to it is measured
	 */
	static <T> T of(Class<T> type) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, args) -> {
				throw new UnsupportedOperationException(method.toString());
			}));
	}

}
