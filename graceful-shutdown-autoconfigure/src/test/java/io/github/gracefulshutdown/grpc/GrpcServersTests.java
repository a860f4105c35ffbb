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

import java.net.InetSocketAddress;
import java.util.List;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.ShutdownClock;
import io.grpc.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link GrpcServers}.
 */
class GrpcServersTests {

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final GrpcServers servers = new GrpcServers(this.jobs, new Farewells(ShutdownClock.system()));

	private final GrpcServerLifecycle lifecycle = mock();

	private final Server server = mock();

	@BeforeEach
	void start() {
		given(this.server.getListenSockets()).willAnswer((call) -> List.of(new InetSocketAddress(9090)));
		this.servers.onApplicationEvent(new GrpcServerStartedEvent(this.lifecycle, this.server, "*", 9090));
	}

	// Spring would have it stopped with a context that is only paused
	@Test
	void leavesServerToSpringBeforeTheDrain() {
		this.servers.shutdownStarted();
		assertThat(this.servers.isRunning()).isFalse();
		then(this.server).should(never()).shutdown();
	}

	@Test
	void stopsWhatItHasShutDown() {
		this.servers.drainStarted();
		Awaitility.await().until(() -> this.jobs.active() == 0);
		assertThat(this.servers.isRunning()).isTrue();
		this.servers.stop();
		InOrder order = inOrder(this.server, this.lifecycle);
		order.verify(this.server).shutdown();
		order.verify(this.server).shutdownNow();
		order.verify(this.lifecycle).stop();
		assertThat(this.servers.isRunning()).isFalse();
	}

}
