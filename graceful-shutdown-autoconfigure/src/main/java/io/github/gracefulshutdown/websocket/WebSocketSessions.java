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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.WebSocketPolicy;

import org.springframework.util.ClassUtils;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * The open WebSocket sessions. At the beginning of the drain each is closed with 1001, so
 * that its client goes elsewhere, and the drain waits until all were told; or the drain
 * waits for each session to be closed by somebody else. A message that is being handled
 * is a job, and its session is closed after it.
 *
 * @since 1.0.0
 */
public final class WebSocketSessions implements ShutdownParticipant {

	private static final String NAME = "websocket";

	private final Map<WebSocketSession, OpenSession> open = new ConcurrentHashMap<>();

	private final ActiveJobs jobs;

	private final Farewells farewells;

	private final WebSocketPolicy policy;

	private volatile boolean draining;

	/**
	 * Creates an object that knows of no session.
	 * @param jobs where to count what the drain waits for
	 * @param farewells how to part from many
	 * @param policy what becomes of the sessions
	 */
	public WebSocketSessions(ActiveJobs jobs, Farewells farewells, WebSocketPolicy policy) {
		this.jobs = jobs;
		this.farewells = farewells;
		this.policy = policy;
	}

	/**
	 * Has the sessions of a handler known.
	 * @param handler the handler
	 * @return what to use in its place
	 */
	WebSocketHandler watch(WebSocketHandler handler) {
		return new WatchedHandler(handler);
	}

	@Override
	public void drainStarted() {
		this.draining = true;
		if (this.policy == WebSocketPolicy.WAIT) {
			this.open.values().forEach(this::waitFor);
			return;
		}
		List<Runnable> closures = this.open.values().stream().map((session) -> (Runnable) session::leave).toList();
		if (closures.isEmpty()) {
			return;
		}
		ActiveJob job = this.jobs.begin(NAME, closures.size() + " sessions");
		this.farewells.start(closures, () -> this.jobs.end(job));
	}

	private void waitFor(OpenSession session) {
		session.waitedFor(() -> this.jobs.begin(NAME, session.id()));
	}

	private void opened(OpenSession session) {
		if (!this.draining) {
			return;
		}
		if (this.policy == WebSocketPolicy.WAIT) {
			waitFor(session);
		}
		else {
			session.leave();
		}
	}

	private void closed(WebSocketSession session) {
		OpenSession open = this.open.remove(session);
		ActiveJob job = (open != null) ? open.closed() : null;
		if (job != null) {
			this.jobs.end(job);
		}
	}

	/**
	 * Tells when sessions are opened and closed.
	 */
	private final class WatchedHandler extends WebSocketHandlerDecorator {

		private final String name;

		private WatchedHandler(WebSocketHandler handler) {
			super(handler);
			this.name = ClassUtils.getShortName(getLastHandler().getClass());
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			// Before its handler, which may close it
			OpenSession open = new OpenSession(session);
			WebSocketSessions.this.open.put(session, open);
			super.afterConnectionEstablished(session);
			opened(open);
		}

		@Override
		public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
			OpenSession open = WebSocketSessions.this.open.get(session);
			if (open == null) {
				super.handleMessage(session, message);
				return;
			}
			ActiveJob job = open.begin(this.name, WebSocketSessions.this.jobs);
			try {
				super.handleMessage(session, message);
			}
			finally {
				open.end();
				WebSocketSessions.this.jobs.end(job);
			}
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
			try {
				super.afterConnectionClosed(session, status);
			}
			finally {
				closed(session);
			}
		}

	}

}
