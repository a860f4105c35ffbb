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

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * The body of a {@link ClosingResponse}.
 */
final class ClosingOutputStream extends ServletOutputStream {

	private final ServletOutputStream delegate;

	private final ClosingResponse response;

	ClosingOutputStream(ServletOutputStream delegate, ClosingResponse response) {
		this.delegate = delegate;
		this.response = response;
	}

	@Override
	public void write(int b) throws IOException {
		if (this.response.beforeSend()) {
			this.delegate.write(b);
		}
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.response.beforeSend()) {
			this.delegate.write(bytes, offset, length);
		}
	}

	@Override
	public void write(ByteBuffer buffer) throws IOException {
		if (this.response.beforeSend()) {
			this.delegate.write(buffer);
		}
	}

	@Override
	public void flush() throws IOException {
		if (this.response.beforeSend()) {
			this.delegate.flush();
		}
	}

	@Override
	public void close() throws IOException {
		if (this.response.beforeSend()) {
			this.response.sayClose(false);
			this.delegate.close();
		}
	}

	@Override
	public boolean isReady() {
		return this.delegate.isReady();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		this.delegate.setWriteListener(listener);
	}

}
