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
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * The body of an event stream, which ends between two writes: nothing is sent while its
 * container finishes the response, or after that.
 */
final class EventStream {

	private final ReentrantLock lock = new ReentrantLock();

	private boolean over;

	/**
	 * Ends it, after a write that is under way.
	 */
	void end() {
		this.lock.lock();
		try {
			this.over = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends something.
	 * @param sending what sends it
	 * @throws IOException if it has ended, or the client is gone
	 */
	void send(Sending sending) throws IOException {
		this.lock.lock();
		try {
			if (this.over) {
				throw new IOException("The event stream was completed, as the process is shutting down");
			}
			sending.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	ServletOutputStream guard(ServletOutputStream out) {
		return new Guarded(out);
	}

	/**
	 * Sends something.
	 */
	@FunctionalInterface
	interface Sending {

		void run() throws IOException;

	}

	// Each write at a time
	private final class Guarded extends ServletOutputStream {

		private final ServletOutputStream out;

		private Guarded(ServletOutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int b) throws IOException {
			send(() -> this.out.write(b));
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			send(() -> this.out.write(bytes, offset, length));
		}

		@Override
		public void flush() throws IOException {
			send(this.out::flush);
		}

		@Override
		public void close() throws IOException {
			send(this.out::close);
		}

		@Override
		public boolean isReady() {
			return this.out.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.out.setWriteListener(listener);
		}

	}

}
