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

package io.github.gracefulshutdown.websocket;

import java.io.IOException;
import java.util.function.Supplier;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * A session that is closed between two messages, as what handles one has yet to answer.
 */
final class OpenSession {

	private static final Log logger = LogFactory.getLog(WebSocketSessions.class);

	private final WebSocketSession session;

	private int messages;

	private boolean leaving;

	private boolean closed;

	private @Nullable ActiveJob waitedFor;

	OpenSession(WebSocketSession session) {
		this.session = session;
	}

	String id() {
		return this.session.getId();
	}

	/**
	 * The drain waits for somebody else to close the session, unless that has happened.
	 * @param begin begins the job that it waits for, once at most
	 */
	synchronized void waitedFor(Supplier<ActiveJob> begin) {
		if (!this.closed && this.waitedFor == null) {
			this.waitedFor = begin.get();
		}
	}

	/**
	 * The session is closed.
	 * @return the job that ends with it, if there is one
	 */
	synchronized @Nullable ActiveJob closed() {
		this.closed = true;
		return this.waitedFor;
	}

	/**
	 * The calling thread handles a message from here on, until it {@link #end() ends}.
	 * @param handler what handles it
	 * @param jobs where it counts
	 * @return the message as a job
	 */
	ActiveJob begin(String handler, ActiveJobs jobs) {
		synchronized (this) {
			this.messages++;
		}
		ActiveJob job = new ActiveJob(handler, id(), jobs.nanoTime());
		job.occupy();
		jobs.begin(job);
		return job;
	}

	void end() {
		synchronized (this) {
			this.messages--;
			if (this.messages > 0 || !this.leaving) {
				return;
			}
		}
		close();
	}

	/**
	 * Closes the session with 1001, if need be after the message that is being handled.
	 */
	void leave() {
		synchronized (this) {
			this.leaving = true;
			if (this.messages > 0) {
				return;
			}
		}
		close();
	}

	private void close() {
		try {
			this.session.close(CloseStatus.GOING_AWAY);
		}
		catch (IOException | RuntimeException ex) {
			// Most likely its client has
			logger.debug("Session %s could not be closed".formatted(id()), ex);
		}
	}

}
