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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ShutdownParticipant;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Tells clients of HTTP/1.1 to leave from the trigger on, with each response. Stops
 * Reactor Netty from accepting connections at the beginning of the drain, while those
 * that are open are still served, and clients that speak HTTP/2 are told to go away. When
 * it is disposed, as Spring Boot does, Reactor Netty would not serve requests of idle
 * connections anymore ({@code reactor.netty.transport.ServerTransport}).
 *
 * @since 1.0.0
 */
public final class NettyConnections implements ShutdownParticipant {

	private final List<DisposableServer> servers = new CopyOnWriteArrayList<>();

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final ClosingResponses closing;

	private final BooleanSupplier counted;

	/**
	 * Creates an object that waits for the web server to start.
	 * @param leaving whether it is time for clients to leave
	 * @param counted whether the drain waits for requests; otherwise Spring Boot does, on
	 * a server that it has to close itself
	 */
	public NettyConnections(BooleanSupplier leaving, BooleanSupplier counted) {
		this.closing = new ClosingResponses(leaving);
		this.counted = counted;
	}

	/**
	 * Has the responses of a server tell when it is time to leave.
	 * @param server the server, not started
	 * @return what to start in its place
	 */
	public HttpServer closing(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> channel.pipeline().addLast(this.closing));
	}

	/**
	 * Has the connections of a server known that stops in the drain.
	 * @param server the server, not started
	 * @return what to start in its place
	 */
	public HttpServer watch(HttpServer server) {
		return server.doOnBound(this.servers::add)
			.doOnChannelInit((observer, channel, address) -> this.connections.add(channel));
	}

	/**
	 * The connections that are open.
	 * @return their channels
	 */
	Stream<Channel> open() {
		return this.connections.stream();
	}

	@Override
	public void drainStarted() {
		if (!this.counted.getAsBoolean()) {
			return;
		}
		this.servers.forEach((server) -> close(server.channel()));
		for (Channel connection : this.connections) {
			if (connection.pipeline().get(Http2ConnectionHandler.class) != null) {
				// Sends GOAWAY, and waits for the streams that are open
				close(connection);
			}
		}
	}

	// The future that is ignored: the drain ends with the last request
	@SuppressWarnings("FutureReturnValueIgnored")
	private static void close(Channel channel) {
		channel.close();
	}

}
