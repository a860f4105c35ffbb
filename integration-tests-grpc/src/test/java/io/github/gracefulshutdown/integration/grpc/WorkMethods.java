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

package io.github.gracefulshutdown.integration.grpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;

/**
 * The methods of a service whose messages are texts.
 */
final class WorkMethods {

	static final String SERVICE = "test.Work";

	/**
	 * Works until what it is told has happened, on the thread of the call.
	 */
	static final MethodDescriptor<String, String> WORK = method("Work", MethodType.UNARY);

	/**
	 * The same, answered by another thread.
	 */
	static final MethodDescriptor<String, String> WORK_LATER = method("WorkLater", MethodType.UNARY);

	/**
	 * Sends messages without an end.
	 */
	static final MethodDescriptor<String, String> WATCH = method("Watch", MethodType.SERVER_STREAMING);

	private WorkMethods() {
	}

	private static MethodDescriptor<String, String> method(String name, MethodType type) {
		return MethodDescriptor.newBuilder(new Text(), new Text())
			.setType(type)
			.setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
			.build();
	}

	/**
	 * Messages that are nothing but text.
	 */
	private static final class Text implements Marshaller<String> {

		@Override
		public InputStream stream(String value) {
			return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String parse(InputStream stream) {
			try (stream) {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
