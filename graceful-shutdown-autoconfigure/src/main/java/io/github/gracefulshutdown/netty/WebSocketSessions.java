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

package io.github.gracefulshutdown.netty;

import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.WebSocketPolicy;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * The open WebSocket sessions, whatever handles them. At the beginning of the drain each
 * is closed with 1001, so that its client goes elsewhere, and the drain waits until all
 * were told; or the drain waits for each session to be closed by somebody else. Sessions
 * over HTTP/2 end with their connection.
 *
 * @since 1.0.0
 */
public final class WebSocketSessions implements ShutdownParticipant {

	private static final String NAME = "websocket";

	private static final WebSocketCloseStatus GOING_AWAY = WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;

	private final NettyConnections connections;

	private final ActiveJobs jobs;

	private final Farewells farewells;

	private final WebSocketPolicy policy;

	/**
	 * Creates an object that looks for sessions when the drain begins.
	 * @param connections where they are
	 * @param jobs where to count what the drain waits for
	 * @param farewells how to part from many
	 * @param policy what becomes of the sessions
	 */
	public WebSocketSessions(NettyConnections connections, ActiveJobs jobs, Farewells farewells,
			WebSocketPolicy policy) {
		this.connections = connections;
		this.jobs = jobs;
		this.farewells = farewells;
		this.policy = policy;
	}

	@Override
	public void drainStarted() {
		List<Runnable> closures = new ArrayList<>();
		this.connections.open().forEach((connection) -> {
			ChannelOperations<?, ?> operations = ChannelOperations.get(connection);
			if (!(operations instanceof WebsocketOutbound session)) {
				return;
			}
			if (this.policy == WebSocketPolicy.WAIT) {
				waitFor(operations);
			}
			else {
				closures.add(() -> leave(session));
			}
		});
		if (!closures.isEmpty()) {
			ActiveJob job = this.jobs.begin(NAME, closures.size() + " sessions");
			this.farewells.start(closures, () -> this.jobs.end(job));
		}
	}

	private void waitFor(ChannelOperations<?, ?> session) {
		ActiveJob job = this.jobs.begin(NAME, session.channel().id().asShortText());
		Runnable end = () -> this.jobs.end(job);
		session.onTerminate().subscribe(null, (ex) -> end.run(), end);
	}

	// Whoever fails has lost its client
	private static void leave(WebsocketOutbound session) {
		session.sendClose(GOING_AWAY.code(), GOING_AWAY.reasonText()).onErrorComplete().block();
	}

}
