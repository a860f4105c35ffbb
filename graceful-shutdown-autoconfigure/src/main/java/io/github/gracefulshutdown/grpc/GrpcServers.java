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

package io.github.gracefulshutdown.grpc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ActiveJob;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.grpc.Server;

import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * Stops gRPC servers from accepting connections at the beginning of the drain, while
 * calls that are active are served, and clients are told to go away. The drain waits, a
 * second at most, until each client has heard it, as gRPC goes on to take calls until
 * then ({@code io.grpc.netty.NettyServerHandler.GracefulShutdown}). After the drain there
 * is nobody left to wait for.
 *
 * @since 1.0.0
 */
public final class GrpcServers
		implements ShutdownParticipant, SmartLifecycle, ApplicationListener<GrpcServerStartedEvent> {

	private static final String NAME = "grpc";

	private static final String IN_PROCESS = "io.grpc.inprocess.InProcessSocketAddress";

	private final Map<GrpcServerLifecycle, Server> servers = new ConcurrentHashMap<>();

	private final ActiveJobs jobs;

	private final Farewells farewells;

	private volatile boolean stopping;

	/**
	 * Creates an object that waits for servers to start.
	 * @param jobs where to count what the drain waits for
	 * @param farewells how to part from many
	 */
	public GrpcServers(ActiveJobs jobs, Farewells farewells) {
		this.jobs = jobs;
		this.farewells = farewells;
	}

	@Override
	public void onApplicationEvent(GrpcServerStartedEvent event) {
		if (!isInProcess(event.getServer())) {
			this.servers.put(event.getSource(), event.getServer());
		}
	}

	// Calls that are served may need it
	private static boolean isInProcess(Server server) {
		return server.getListenSockets().stream().anyMatch((each) -> each.getClass().getName().equals(IN_PROCESS));
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void drainStarted() {
		List<Runnable> leaving = this.servers.values()
			.stream()
			.map((server) -> (Runnable) () -> leave(server))
			.toList();
		if (leaving.isEmpty()) {
			return;
		}
		this.stopping = true;
		ActiveJob job = this.jobs.begin(NAME, "connections");
		this.farewells.start(leaving, () -> this.jobs.end(job));
	}

	private static void leave(Server server) {
		server.shutdown();
		try {
			server.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void start() {
		// Spring gRPC does
	}

	/**
	 * Ends what the drain has left behind, and the thread that keeps the process alive
	 * for it. Spring gRPC takes a server that does not accept anymore for stopped.
	 */
	@Override
	public void stop() {
		this.servers.forEach((lifecycle, server) -> {
			server.shutdownNow();
			lifecycle.stop();
		});
		this.stopping = false;
	}

	/**
	 * Whether there are servers that nobody else will stop.
	 */
	@Override
	public boolean isRunning() {
		return this.stopping;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
