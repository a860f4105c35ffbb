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

import java.io.PrintWriter;

/**
 * The body of a {@link ClosingResponse}, as text. Line ends are those of the container.
 */
final class ClosingWriter extends PrintWriter {

	private final PrintWriter delegate;

	private final ClosingResponse response;

	ClosingWriter(PrintWriter delegate, ClosingResponse response) {
		super(delegate);
		this.delegate = delegate;
		this.response = response;
	}

	@Override
	public void write(int character) {
		if (this.response.beforeSend()) {
			super.write(character);
		}
	}

	@Override
	public void write(char[] characters, int offset, int length) {
		if (this.response.beforeSend()) {
			super.write(characters, offset, length);
		}
	}

	@Override
	public void write(String text, int offset, int length) {
		if (this.response.beforeSend()) {
			super.write(text, offset, length);
		}
	}

	@Override
	public void println() {
		if (this.response.beforeSend()) {
			this.delegate.println();
		}
	}

	@Override
	public void flush() {
		if (this.response.beforeSend()) {
			super.flush();
		}
	}

	@Override
	public void close() {
		if (this.response.beforeSend()) {
			this.response.sayClose(false);
			super.close();
		}
	}

}
